package dev.marquee.evaluation.split;

/** Which movies compete for places in a list. The movies a user has rated never do. */
public enum CandidateRule {
  /** Every movie of the catalogue: full ranking. */
  ALL,
  /** The movies that occur in the test ratings: for held-out, never rated movies. */
  TEST;

  /** By movie row, whether a movie of the split is a candidate. */
  public boolean[] candidates(Split split) {
    boolean[] candidates = new boolean[split.catalogue().size()];
    int[] testCounts = split.test().movieCounts();
    for (int movie = 0; movie < candidates.length; movie++) {
      candidates[movie] = this == ALL || testCounts[movie] > 0;
    }
    return candidates;
  }
}
