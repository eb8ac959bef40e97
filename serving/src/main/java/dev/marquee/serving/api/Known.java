package dev.marquee.serving.api;

import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.snapshot.Movies;
import java.util.Collection;

/** Refuses names that the catalogue does not have, which would silently match nothing. */
final class Known {
  private Known() {}

  /** Refuses a genre that no movie has. */
  static void genres(Movies movies, ProblemKind kind, String field, Collection<String> genres) {
    for (String genre : genres) {
      if (movies.genreBit(genre) == 0) {
        throw ProblemException.invalid(
            kind, field, genre, "one of " + String.join(", ", movies.genreNames()));
      }
    }
  }
}
