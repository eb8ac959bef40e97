package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import dev.marquee.serving.recommend.ComponentScores;
import dev.marquee.serving.recommend.HybridWeights;

/**
 * One figure for each component of a score: weights, or scores.
 *
 * @param content likeness to what the user rated
 * @param collaborative the NCF model
 * @param popularity how much the movie is watched
 */
public record WeightsAnswer(double content, double collaborative, double popularity) {

  /** Weights that sum to 1. */
  static WeightsAnswer of(HybridWeights weights) {
    return new WeightsAnswer(
        Rounded.of(weights.content()),
        Rounded.of(weights.collaborative()),
        Rounded.of(weights.popularity()));
  }

  /** Scores in standard deviations. */
  static WeightsAnswer of(ComponentScores scores) {
    return new WeightsAnswer(
        Rounded.of(scores.content()),
        Rounded.of(scores.collaborative()),
        Rounded.of(scores.popularity()));
  }

  /** As the ranking core takes them. */
  HybridWeights asWeights() {
    try {
      return new HybridWeights(content, collaborative, popularity);
    } catch (IllegalArgumentException e) {
      throw new FieldException("weights", "numbers of 0 or more and not all 0");
    }
  }
}
