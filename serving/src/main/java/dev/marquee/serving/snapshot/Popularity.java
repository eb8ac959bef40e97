package dev.marquee.serving.snapshot;

/** How well each movie is liked and how much it is watched; one entry a movie. */
public final class Popularity {
  private final long[] ratingCounts;
  private final float[] meanRatings;
  private final float[] trends;
  private final float[] scores;

  /**
   * Takes over the arrays.
   *
   * @param ratingCounts number of ratings
   * @param meanRatings stars; NaN without ratings
   * @param trends ratings, each halved per half-life of its age
   * @param scores the nightly job's popularity score, 0 to 1
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public Popularity(long[] ratingCounts, float[] meanRatings, float[] trends, float[] scores) {
    if (meanRatings.length != ratingCounts.length
        || trends.length != ratingCounts.length
        || scores.length != ratingCounts.length) {
      throw new IllegalArgumentException("expected columns of one length");
    }
    this.ratingCounts = ratingCounts;
    this.meanRatings = meanRatings;
    this.trends = trends;
    this.scores = scores;
  }

  /** Number of movies. */
  public int rows() {
    return scores.length;
  }

  /** Number of ratings of a movie. */
  public long ratingCount(int row) {
    return ratingCounts[row];
  }

  /** Mean stars of a movie; NaN without ratings. */
  public float meanRating(int row) {
    return meanRatings[row];
  }

  /** Ratings of a movie, each halved per half-life of its age. */
  public float trend(int row) {
    return trends[row];
  }

  /** The nightly job's popularity score, 0 to 1. */
  public float score(int row) {
    return scores[row];
  }

  long bytes() {
    return (8L + 4 + 4 + 4) * rows();
  }
}
