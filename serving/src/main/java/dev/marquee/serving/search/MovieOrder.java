package dev.marquee.serving.search;

import dev.marquee.serving.snapshot.Movies;
import java.util.Arrays;
import java.util.function.IntFunction;

/** All movies in one order. */
final class MovieOrder {
  private final IntFunction<Place> places;
  private final int[] rows;
  private final int[] ranks;

  /**
   * Sorts.
   *
   * @param places the place of the movie at each row
   */
  MovieOrder(Movies movies, IntFunction<Place> places) {
    this.places = places;
    this.rows = new int[movies.size()];
    this.ranks = new int[movies.size()];
    Place[] sorted = new Place[movies.size()];
    Arrays.setAll(sorted, places);
    Arrays.sort(sorted);
    for (int rank = 0; rank < sorted.length; rank++) {
      rows[rank] = movies.rowOf(sorted[rank].id());
      ranks[rows[rank]] = rank;
    }
  }

  /** The row of the movie at a rank, 0 being the first. */
  int row(int rank) {
    return rows[rank];
  }

  /** The rank of the movie at a row. */
  int rank(int row) {
    return ranks[row];
  }

  /** The place of the movie at a row. */
  Place place(int row) {
    return places.apply(row);
  }

  /** The rank of the first movie behind a place, which need be no movie's; the size if none is. */
  int rankBehind(Place place) {
    int from = 0;
    int to = rows.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (places.apply(rows[middle]).compareTo(place) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
