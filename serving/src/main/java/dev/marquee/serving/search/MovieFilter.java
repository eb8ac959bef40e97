package dev.marquee.serving.search;

import dev.marquee.serving.snapshot.Movies;
import java.util.OptionalInt;

/** Which movies a query's genres and years let pass. */
final class MovieFilter {
  private final Movies movies;
  private final long genres;
  private final boolean isKnown;
  private final OptionalInt from;
  private final OptionalInt to;

  MovieFilter(Movies movies, MovieQuery query) {
    this.movies = movies;
    long bits = 0;
    boolean known = true;
    for (String genre : query.genres()) {
      long bit = movies.genreBit(genre);
      known &= bit != 0;
      bits |= bit;
    }
    this.genres = bits;
    this.isKnown = known;
    this.from = query.yearFrom();
    this.to = query.yearTo();
  }

  /** Whether all movies pass. */
  boolean isOpen() {
    return isKnown && genres == 0 && from.isEmpty() && to.isEmpty();
  }

  boolean passes(int row) {
    if (!isKnown || (movies.genreBits(row) & genres) != genres) {
      return false;
    }
    if (from.isEmpty() && to.isEmpty()) {
      return true;
    }
    OptionalInt year = movies.year(row);
    return year.isPresent()
        && year.getAsInt() >= from.orElse(Integer.MIN_VALUE)
        && year.getAsInt() <= to.orElse(Integer.MAX_VALUE);
  }
}
