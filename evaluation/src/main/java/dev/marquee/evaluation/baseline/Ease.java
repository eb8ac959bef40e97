package dev.marquee.evaluation.baseline;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.Interactions;

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data") on binary ratings X,
 * {@code [users][movies]}: with P = (XᵀX + λI)⁻¹ the weights are B<sub>ij</sub> =
 * −P<sub>ij</sub>/P<sub>jj</sub>, zero on the diagonal (equation 8), and a history x scores xB.
 *
 * <p>With fewer users than movies only a users × users matrix is inverted, and none of movies ×
 * movies is ever made: see {@link DualEase}.
 */
public final class Ease {
  /** λ that suits some ten thousand to some hundred thousand ratings. */
  public static final double DEFAULT_LAMBDA = 300;

  /** Largest side of a matrix that is inverted, 3.2 GB of doubles. */
  static final int LARGEST = 20_000;

  private Ease() {}

  /**
   * Trains in whichever form inverts the smaller matrix; both give the same scores.
   *
   * @param lambda weight of the L2 norm, above 0
   * @throws UserError if both users and movies are more than {@value #LARGEST}
   */
  public static HistoryRanker train(Interactions train, double lambda) {
    if (!(lambda > 0)) {
      throw new UserError("EASE's lambda is " + lambda + ", expected more than 0");
    }
    if (Math.min(train.users(), train.movies()) > LARGEST) {
      throw new UserError(
          "EASE inverts a matrix of users or movies: %d users and %d movies, expected at most %d of one"
              .formatted(train.users(), train.movies(), LARGEST));
    }
    return train.users() < train.movies()
        ? new DualEase(train, lambda)
        : new PrimalEase(train, lambda);
  }
}
