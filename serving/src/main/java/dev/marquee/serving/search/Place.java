package dev.marquee.serving.search;

/**
 * Where a movie stands in an order, by its own figures: the place stays when movies come and go.
 *
 * @param value what is sorted by, greatest first; 0 where it is the title
 * @param title what is sorted by, from A to Z; empty where it is the value
 * @param popularity first tie-breaker, greatest first
 * @param id last tie-breaker
 */
record Place(double value, String title, float popularity, long id) implements Comparable<Place> {

  @Override
  public int compareTo(Place other) {
    int order = Double.compare(other.value, value);
    if (order == 0) {
      order = title.compareTo(other.title);
    }
    if (order == 0) {
      order = Float.compare(other.popularity, popularity);
    }
    return order != 0 ? order : Long.compare(id, other.id);
  }
}
