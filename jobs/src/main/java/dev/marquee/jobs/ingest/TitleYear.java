package dev.marquee.jobs.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A movie's title and its year of release, which MovieLens writes into one field.
 *
 * @param title the title without the year
 * @param year the year, the first one of a range, or null where the title names none
 */
record TitleYear(String title, Integer year) {
  private static final int FIRST_FILM = 1870;
  private static final int LAST_YEAR = 2199;

  /** (1999), (1999-2003) or (1999-), with a hyphen or a dash. */
  private static final Pattern YEAR =
      Pattern.compile("\\(\\s*([0-9]{4})\\s*(?:[-\u2013\u2014]\\s*(?:[0-9]{4})?\\s*)?\\)");

  /**
   * Splits "Title (1999)". The whole text is the title where it does not end in a year of film
   * history, or where nothing would be left.
   */
  static TitleYear parse(String text) {
    String stripped = text.strip();
    int parenthesis = stripped.lastIndexOf('(');
    if (parenthesis > 0) {
      Matcher matcher = YEAR.matcher(stripped.substring(parenthesis));
      if (matcher.matches()) {
        int year = Integer.parseInt(matcher.group(1));
        if (year >= FIRST_FILM && year <= LAST_YEAR) {
          return new TitleYear(stripped.substring(0, parenthesis).strip(), year);
        }
      }
    }
    return new TitleYear(stripped, null);
  }
}
