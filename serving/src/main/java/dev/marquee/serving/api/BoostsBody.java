package dev.marquee.serving.api;

import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.recommend.Boosts;
import dev.marquee.serving.snapshot.Movies;
import java.util.Map;

/**
 * What is added to scores, in standard deviations; negative values push down.
 *
 * @param genres genre to boost
 * @param movies movie id to boost
 */
public record BoostsBody(Map<String, Double> genres, Map<Long, Double> movies) {

  /** No boosts. */
  static final BoostsBody NONE = new BoostsBody(null, null);

  /** Fills in what was left out; refuses boosts that are not finite. */
  public BoostsBody {
    genres = Lists.orEmpty("genres", genres);
    movies = Lists.orEmpty("movies", movies);
  }

  /** As the ranking core takes them. */
  Boosts asBoosts(Movies catalogue) {
    Known.genres(catalogue, ProblemKind.INVALID_BODY, "boosts.genres", genres.keySet());
    return new Boosts(genres, movies);
  }
}
