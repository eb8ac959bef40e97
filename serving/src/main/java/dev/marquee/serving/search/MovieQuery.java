package dev.marquee.serving.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which movies to find.
 *
 * @param text words of the title, the last one perhaps not typed to its end; empty or blank for all
 *     movies
 * @param genres genres of which a movie must have all, case ignored; one that no movie has finds
 *     nothing
 * @param yearFrom earliest year of release; with it, movies without a year are not found
 * @param yearTo latest year of release; likewise
 * @param sort the order
 * @param cursor {@link MoviePage#nextCursor()} of the page before; empty for the first page
 * @param limit most movies of the page, 1 to {@value #MAX_LIMIT}
 */
public record MovieQuery(
    Optional<String> text,
    List<String> genres,
    OptionalInt yearFrom,
    OptionalInt yearTo,
    MovieSort sort,
    Optional<String> cursor,
    int limit) {
  /** Most movies of a page. */
  public static final int MAX_LIMIT = 100;

  /** Refuses a limit out of range and years in the wrong order. */
  public MovieQuery {
    Objects.requireNonNull(text, "text");
    genres = List.copyOf(genres);
    Objects.requireNonNull(sort, "sort");
    Objects.requireNonNull(cursor, "cursor");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is %d, expected 1 to %d".formatted(limit, MAX_LIMIT));
    }
    if (yearFrom.isPresent() && yearTo.isPresent() && yearFrom.getAsInt() > yearTo.getAsInt()) {
      throw new IllegalArgumentException(
          "yearFrom is %d, expected at most yearTo, which is %d"
              .formatted(yearFrom.getAsInt(), yearTo.getAsInt()));
    }
  }
}
