package dev.marquee.serving.recommend;

import java.util.Objects;

/**
 * The weights of users with at least so many ratings.
 *
 * @param minRatings fewest ratings of a user in this bucket
 * @param weights how the components count
 */
public record WeightBucket(int minRatings, HybridWeights weights) {

  /** Refuses a negative number of ratings. */
  public WeightBucket {
    Objects.requireNonNull(weights, "weights");
    if (minRatings < 0) {
      throw new IllegalArgumentException("minRatings is " + minRatings + ", expected 0 or more");
    }
  }
}
