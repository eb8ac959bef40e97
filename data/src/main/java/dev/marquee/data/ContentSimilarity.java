package dev.marquee.data;

import java.io.Serializable;

/**
 * How alike two movies are by content, from the cosines of their vectors and their genres:
 *
 * <pre>
 *   score = boost * (w_e * embeddingCosine + w_t * tfidfCosine) / (w_e + w_t)
 *   boost = genreBoost if the movies share at least one genre, else 1
 * </pre>
 *
 * <p>The boost is applied once, however many genres are shared. Scores therefore lie within {@code
 * -genreBoost} and {@code genreBoost} where that is at least 1; they order movies and are no
 * cosines themselves.
 *
 * @param embeddingWeight w_e, held divided by the sum of both weights
 * @param tfidfWeight w_t, held divided by the sum of both weights
 * @param genreBoost factor for a shared genre, above 0; 1 turns it off
 */
public record ContentSimilarity(double embeddingWeight, double tfidfWeight, double genreBoost)
    implements Serializable {

  /**
   * Divides the weights by their sum.
   *
   * @throws IllegalArgumentException if a weight is negative or not finite, if both are 0, or if
   *     the boost is not above 0 and finite
   */
  public ContentSimilarity {
    double sum = embeddingWeight + tfidfWeight;
    // Negated comparisons, so that NaN fails as well.
    if (!(embeddingWeight >= 0 && tfidfWeight >= 0 && sum > 0 && Double.isFinite(sum))) {
      throw new IllegalArgumentException(
          "weights are %s and %s, expected at least 0, finite and not both 0"
              .formatted(embeddingWeight, tfidfWeight));
    }
    if (!(genreBoost > 0 && Double.isFinite(genreBoost))) {
      throw new IllegalArgumentException(
          "genreBoost is " + genreBoost + ", expected more than 0 and finite");
    }
    embeddingWeight /= sum;
    tfidfWeight /= sum;
  }

  /**
   * The score of a pair; the same for both orders of the pair.
   *
   * @param embeddingCosine -1 to 1
   * @param tfidfCosine 0 to 1, 0 where one of the movies has no term
   * @param sharesGenre whether at least one genre is common to both
   */
  public float score(float embeddingCosine, float tfidfCosine, boolean sharesGenre) {
    double blend = embeddingWeight * embeddingCosine + tfidfWeight * tfidfCosine;
    return (float) (sharesGenre ? genreBoost * blend : blend);
  }

  /** The factor that {@link #score} applied: {@code genreBoost} or 1. */
  public float boost(boolean sharesGenre) {
    return sharesGenre ? (float) genreBoost : 1f;
  }
}
