package dev.marquee.evaluation.baseline;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.ranking.ParallelRows;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;

/**
 * EASE by inverting a users × users matrix. By the Woodbury identity, with A = (XXᵀ + λI)⁻¹,
 *
 * <pre>P = (XᵀX + λI)⁻¹ = (I − XᵀAX)/λ</pre>
 *
 * so a history x needs xP = (x − ((xXᵀ)A)X)/λ, two sparse products and a dense one of users ×
 * users, and the diagonal P<sub>jj</sub> = (1 − x<sub>j</sub>ᵀAx<sub>j</sub>)/λ, with x<sub>j</sub>
 * the column of movie j, is computed once.
 */
final class DualEase implements HistoryRanker {
  private final Interactions train;
  private final Interactions raters;
  private final double lambda;
  private final double[] inverse;
  private final double[] diagonal;

  DualEase(Interactions train, double lambda) {
    this.train = train;
    this.raters = train.transposed();
    this.lambda = lambda;
    int users = train.users();
    inverse = new double[users * users];
    for (int movie = 0; movie < train.movies(); movie++) {
      for (int i = raters.start(movie); i < raters.end(movie); i++) {
        int row = raters.movie(i) * users;
        for (int j = raters.start(movie); j < raters.end(movie); j++) {
          inverse[row + raters.movie(j)]++;
        }
      }
    }
    for (int user = 0; user < users; user++) {
      inverse[user * users + user] += lambda;
    }
    SymmetricInverse.invert(inverse, users);
    diagonal = new double[train.movies()];
    ParallelRows.forEach(
        train.movies(), () -> movie -> diagonal[movie] = (1 - quadraticForm(movie)) / lambda);
  }

  @Override
  public void score(History history, float[] scores) {
    int users = train.users();
    int[] common = new int[users];
    for (int movie : history.movies()) {
      for (int rater = raters.start(movie); rater < raters.end(movie); rater++) {
        common[raters.movie(rater)]++;
      }
    }
    double[] userWeights = new double[users];
    for (int user = 0; user < users; user++) {
      if (common[user] > 0) {
        int row = user * users;
        for (int other = 0; other < users; other++) {
          userWeights[other] += common[user] * inverse[row + other];
        }
      }
    }
    double[] product = new double[scores.length];
    for (int user = 0; user < users; user++) {
      for (int entry = train.start(user); entry < train.end(user); entry++) {
        product[train.movie(entry)] -= userWeights[user];
      }
    }
    for (int movie : history.movies()) {
      // x_j - lambda P_jj: the diagonal of B is zero.
      product[movie] += 1 - lambda * diagonal[movie];
    }
    for (int movie = 0; movie < scores.length; movie++) {
      scores[movie] = (float) (-product[movie] / (lambda * diagonal[movie]));
    }
  }

  /** xᵀAx for the column x of a movie. */
  private double quadraticForm(int movie) {
    double sum = 0;
    for (int i = raters.start(movie); i < raters.end(movie); i++) {
      int row = raters.movie(i) * train.users();
      for (int j = raters.start(movie); j < raters.end(movie); j++) {
        sum += inverse[row + raters.movie(j)];
      }
    }
    return sum;
  }
}
