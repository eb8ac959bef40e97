package dev.marquee.serving.recommend;

/**
 * Re-ranking where the request does not say; see {@link Reranker}.
 *
 * @param diversity MMR strength for users with ratings, 0 (off) to 1
 * @param coldStartDiversity MMR strength for users without ratings, 0 to 1
 * @param calibration strength of calibrated genres, 0 (off) to 1
 * @param depth places from the top that are re-ranked; the rest stays in order of score
 */
public record RerankDefaults(
    double diversity, double coldStartDiversity, double calibration, int depth) {

  /** The defaults. */
  public static final RerankDefaults DEFAULT = new RerankDefaults(0, 0.5, 0, 100);

  /** Refuses strengths outside 0 to 1 and a negative depth. */
  public RerankDefaults {
    Strength.check("diversity", diversity);
    Strength.check("coldStartDiversity", coldStartDiversity);
    Strength.check("calibration", calibration);
    if (depth < 0) {
      throw new IllegalArgumentException("depth is " + depth + ", expected 0 or more");
    }
  }
}
