package dev.marquee.serving.recommend;

import dev.marquee.data.FittedWeights;

/**
 * How much each component counts in the blend; only their ratios matter.
 *
 * @param content weight of the content score, 0 or more
 * @param collaborative weight of the NCF score, 0 or more
 * @param popularity weight of the popularity score, 0 or more
 */
public record HybridWeights(double content, double collaborative, double popularity) {

  /** Content alone. */
  public static final HybridWeights CONTENT_ONLY = new HybridWeights(1, 0, 0);

  /** The NCF model alone. */
  public static final HybridWeights COLLABORATIVE_ONLY = new HybridWeights(0, 1, 0);

  /** Popularity alone. */
  public static final HybridWeights POPULARITY_ONLY = new HybridWeights(0, 0, 1);

  /**
   * Refuses weights that cannot be blended.
   *
   * @throws IllegalArgumentException if a weight is negative or not finite, or all are 0
   */
  public HybridWeights {
    // Negated comparisons, so that NaN fails as well.
    if (!(content >= 0 && collaborative >= 0 && popularity >= 0)
        || !(content + collaborative + popularity > 0)
        || !Double.isFinite(content + collaborative + popularity)) {
      throw new IllegalArgumentException(
          "weights are content %s, collaborative %s, popularity %s, expected 0 or more and not all 0"
              .formatted(content, collaborative, popularity));
    }
  }

  /** Fitted weights as a recommender takes them. */
  static HybridWeights of(FittedWeights.Weights fitted) {
    return new HybridWeights(fitted.content(), fitted.collaborative(), fitted.popularity());
  }

  /** The same ratios with the sum 1. */
  public HybridWeights normalized() {
    double sum = content + collaborative + popularity;
    // Sums that are 1 but for rounding stay as they are written.
    return Math.abs(sum - 1) < 1e-12
        ? this
        : new HybridWeights(content / sum, collaborative / sum, popularity / sum);
  }
}
