package dev.marquee.serving.recommend;

import java.util.Map;

/**
 * What is added to the blended score, in its unit (standard deviations, see {@link Recommender});
 * negative values push down. A movie gets the sum over its genres and its own. A movie that is
 * boosted itself becomes a candidate; a genre's boost orders the candidates that there are.
 *
 * @param genres genre name, in any case, to boost
 * @param movies movie id to boost
 */
public record Boosts(Map<String, Double> genres, Map<Long, Double> movies) {

  /** No boost. */
  public static final Boosts NONE = new Boosts(Map.of(), Map.of());

  /** Copies the maps; refuses boosts that are not finite. */
  public Boosts {
    genres = Map.copyOf(genres);
    movies = Map.copyOf(movies);
    genres.forEach(Boosts::check);
    movies.forEach(Boosts::check);
  }

  private static void check(Object target, double boost) {
    if (!Double.isFinite(boost)) {
      throw new IllegalArgumentException(
          "boost of %s is %s, expected a finite number".formatted(target, boost));
    }
  }
}
