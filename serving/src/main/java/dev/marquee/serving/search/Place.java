package dev.marquee.serving.search;

import java.util.Comparator;

/**
 * Where a movie stands in an order, by its own figures: the place stays when movies come and go.
 *
 * @param value what is sorted by, greatest first; 0 where it is the title
 * @param title what is sorted by, from A to Z; empty where it is the value
 * @param popularity first tie-breaker, greatest first
 * @param id last tie-breaker
 */
record Place(double value, String title, float popularity, long id) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingDouble(Place::value)
          .reversed()
          .thenComparing(Place::title)
          .thenComparing((a, b) -> Float.compare(b.popularity, a.popularity))
          .thenComparingLong(Place::id);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
