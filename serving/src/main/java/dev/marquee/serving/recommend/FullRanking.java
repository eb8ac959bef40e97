package dev.marquee.serving.recommend;

/** All movies that may be shown, the best first, without boxing; for evaluation. */
public final class FullRanking {
  private final long[] movieIds;
  private final float[] scores;

  /** Takes over the arrays. */
  FullRanking(long[] movieIds, float[] scores) {
    this.movieIds = movieIds;
    this.scores = scores;
  }

  /** How many movies there are. */
  public int size() {
    return movieIds.length;
  }

  /** Ids, the best first; do not modify. */
  public long[] movieIds() {
    return movieIds;
  }

  /** Scores aligned with the ids, descending where nothing was re-ranked; do not modify. */
  public float[] scores() {
    return scores;
  }
}
