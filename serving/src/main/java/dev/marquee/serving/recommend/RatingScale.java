package dev.marquee.serving.recommend;

/**
 * What stars mean. A rating weighs
 *
 * <pre>
 *   a = (stars - neutral) / (maximum - neutral) * (1 - recency + recency * exp(-rank / recencyRanks))
 * </pre>
 *
 * with rank 0 for the newest rating: 1 for the best and newest, 0 for neutral stars, negative below
 * them. A movie that somebody hated pushes movies like it down.
 *
 * @param neutral stars that neither attract nor repel; low, since people mostly watch what they
 *     expect to like
 * @param liked stars from which a movie counts as liked, for neighbours and explanations
 * @param maximum most stars
 * @param recency share of a rating's weight that fades with newer ratings, 0 (none) to 1
 * @param recencyRanks newer ratings after which the fading share has fallen to 1/e
 */
public record RatingScale(
    double neutral, double liked, double maximum, double recency, double recencyRanks) {

  /** The defaults, for half stars from 0.5 to 5. */
  public static final RatingScale DEFAULT = new RatingScale(2.5, 3.5, 5, 0.5, 20);

  /** Refuses stars out of order and recency that is no share. */
  public RatingScale {
    if (!(neutral <= liked && liked <= maximum && neutral < maximum)
        || !Double.isFinite(neutral)
        || !Double.isFinite(maximum)) {
      throw new IllegalArgumentException(
          "neutral %s, liked %s, maximum %s: expected ascending stars"
              .formatted(neutral, liked, maximum));
    }
    if (!(recency >= 0 && recency <= 1 && recencyRanks > 0)) {
      throw new IllegalArgumentException(
          "recency %s over %s ranks, expected 0 to 1 and more than 0"
              .formatted(recency, recencyRanks));
    }
  }

  /**
   * The signed weight of a rating.
   *
   * @param stars the rating
   * @param rank number of newer ratings
   */
  public double weight(double stars, int rank) {
    double fading = recency == 0 ? 0 : recency * (1 - Math.exp(-rank / recencyRanks));
    return (stars - neutral) / (maximum - neutral) * (1 - fading);
  }
}
