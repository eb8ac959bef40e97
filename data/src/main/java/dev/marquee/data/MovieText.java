package dev.marquee.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Composes the text of a movie that a sentence encoder reads. Sentences, each left out where there
 * is nothing to say, in this order, because an encoder cuts off the end of a long text:
 *
 * <pre>{@code
 * The Matrix (1999). Action, Sci-Fi. virtual reality, robots. A hacker learns that ...
 * }</pre>
 *
 * that is title and year; genres in their order; tags, those that most users gave first, ties in
 * alphabetical order, at most {@value #MAX_TAGS}; the overview. Typographic quotes, dashes and
 * ellipses are written in ASCII, since encoders disagree about them, and white space is collapsed.
 */
public final class MovieText {
  /** Tags of a movie that enter its text. */
  public static final int MAX_TAGS = 12;

  /** "Matrix, The" and "Avventura, L' (Adventure, The)", as catalogues sort titles. */
  private static final Pattern TRAILING_ARTICLE =
      Pattern.compile(
          "^(.+), (The|A|An|La|Le|Les|L'|Un|Une|El|Los|Las|Il|Lo|Der|Die|Das|Den|Det)( \\(.*)?$");

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Pattern ENDS_SENTENCE = Pattern.compile(".*[.!?]$");

  private MovieText() {}

  /**
   * The text of a movie; empty only where every part is.
   *
   * @param title without the year
   * @param year of release, or null
   * @param tagCounts how often users gave each tag; case does not count
   * @param overview a short description, or null
   */
  public static String compose(
      String title,
      Integer year,
      List<String> genres,
      Map<String, Long> tagCounts,
      String overview) {
    StringBuilder text = new StringBuilder();
    String natural = naturalTitle(clean(title));
    addSentence(text, year == null || natural.isEmpty() ? natural : natural + " (" + year + ")");
    addSentence(
        text,
        genres.stream()
            .map(MovieText::clean)
            .filter(genre -> !genre.isEmpty())
            .collect(Collectors.joining(", ")));
    addSentence(text, String.join(", ", topTags(tagCounts)));
    addSentence(text, overview == null ? "" : clean(overview));
    return text.toString();
  }

  /** "Matrix, The" becomes "The Matrix"; other titles stay as they are. */
  public static String naturalTitle(String title) {
    Matcher matcher = TRAILING_ARTICLE.matcher(title);
    if (!matcher.matches()) {
      return title;
    }
    String article = matcher.group(2);
    String rest = matcher.group(3) == null ? "" : matcher.group(3);
    return article + (article.endsWith("'") ? "" : " ") + matcher.group(1) + rest;
  }

  private static List<String> topTags(Map<String, Long> tagCounts) {
    Map<String, Long> merged = new TreeMap<>();
    tagCounts.forEach(
        (tag, count) -> merged.merge(clean(tag).toLowerCase(Locale.ROOT), count, Long::sum));
    merged.remove("");
    return merged.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_TAGS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void addSentence(StringBuilder text, String sentence) {
    if (sentence.isEmpty()) {
      return;
    }
    if (text.length() > 0) {
      text.append(' ');
    }
    text.append(sentence);
    if (!ENDS_SENTENCE.matcher(sentence).matches()) {
      text.append('.');
    }
  }

  private static String clean(String raw) {
    StringBuilder ascii = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '\u2018', '\u2019', '\u201A', '\u2032' -> ascii.append('\'');
        case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2033' -> ascii.append('"');
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015' -> ascii.append('-');
        case '\u2026' -> ascii.append("...");
        case '\u00A0', '\u202F' -> ascii.append(' ');
        default -> ascii.append(c);
      }
    }
    return WHITE_SPACE.matcher(ascii).replaceAll(" ").strip();
  }
}
