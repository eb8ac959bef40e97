package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.util.OptionalLong;

/**
 * Seeded noise in scores.
 *
 * @param strength scale of the noise in standard deviations
 * @param seed picks the noise; 0 where it is left out
 */
public record ExplorationBody(Double strength, OptionalLong seed) {

  /** Refuses a strength that is missing, negative or beyond sense. */
  public ExplorationBody {
    FieldException.required("strength", strength);
    FieldException.check(
        strength >= 0 && strength <= RecommendationQuery.MOST_EXPLORATION,
        "strength",
        "a number from 0 to " + RecommendationQuery.MOST_EXPLORATION);
    seed = seed == null ? OptionalLong.empty() : seed;
  }
}
