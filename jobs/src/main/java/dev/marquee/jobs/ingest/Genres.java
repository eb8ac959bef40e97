package dev.marquee.jobs.ingest;

import java.util.LinkedHashSet;
import java.util.Set;

/** The genres field of the movie file. */
final class Genres {
  /** What MovieLens writes where a movie has no genre. */
  private static final String NONE = "(no genres listed)";

  private Genres() {}

  /** Splits "Action|Comedy": stripped, each once, in order; empty for null and for no genres. */
  static String[] parse(String text) {
    Set<String> genres = new LinkedHashSet<>();
    for (String part : text == null ? new String[0] : text.split("\\|", -1)) {
      String genre = part.strip();
      if (!genre.isEmpty() && !genre.equalsIgnoreCase(NONE)) {
        genres.add(genre);
      }
    }
    return genres.toArray(String[]::new);
  }
}
