package dev.marquee.jobs.linear;

import java.util.Arrays;

/**
 * A linear item-to-item model B = H C^T in fewer numbers a movie, chosen so that the users' scores
 * of movies that they have not seen change least.
 *
 * <p>What B has on its diagonal scores a seen movie by itself, which nobody asks for, but it is
 * large and of full rank: the best approximation of B itself spends most of its numbers there. So
 * the diagonal is left free, as in factor analysis (Harman and Jones 1966, "Factor analysis by
 * minimizing residuals"): B' is B with the diagonal of its own approximation,
 *
 * <pre>
 *   B' = B + diag(d)      W: leading right singular vectors of X B'      B ~ (B' W) W^T,
 * </pre>
 *
 * <p>and d and W take turns, W by one step of subspace iteration each. On validation ratings of
 * MovieLens half of the numbers made so rank nearly as well as all, and better than as many of B's
 * own singular vectors. Components that no user's scores show, such as what the content of obscure
 * movies says, go first.
 *
 * <p>A round costs O(entries of X x width + movies x rank x width); beside the result O(movies x
 * rank) doubles are held.
 */
final class ScoreCompression {
  /** Validation nDCG@10 rose until 8 to 16 rounds. */
  private static final int ROUNDS = 12;

  /** Squared lengths below this share of the largest are rounding. */
  private static final double ZERO = 1e-10;

  private final double[][] history;
  private final double[][] candidate;
  private final double[] free;

  private ScoreCompression(double[][] history, double[][] candidate) {
    this.history = history;
    this.candidate = candidate;
    free = new double[history.length];
  }

  /**
   * Compresses a model.
   *
   * @param users X, users by movies, what a movie counts in the scores that are to be kept
   * @param history H, {@code double[movies][rank]}
   * @param candidate C, {@code double[movies][rank]}, components that matter most first
   * @param width numbers kept of a movie, at most the rank
   */
  static LinearItemModel of(
      SparseMatrix users, double[][] history, double[][] candidate, int width) {
    return new ScoreCompression(history, candidate).to(width, users);
  }

  private LinearItemModel to(int width, SparseMatrix users) {
    double[][] basis = OrthonormalBasis.of(leading(candidate, width));
    double[][] image = times(history, candidate, basis);
    for (int round = 0; round < ROUNDS; round++) {
      basis = OrthonormalBasis.of(times(candidate, history, users.gramTimes(image)));
      image = times(history, candidate, basis);
      freeDiagonal(image, basis);
    }
    SymmetricEigen scores = SymmetricEigen.of(DenseRows.product(image, users.gramTimes(image)));
    double[][] newHistory = DenseRows.times(image, scores.vectors());
    double[] squares = new double[width];
    for (int i = 0; i < width; i++) {
      double length = 0;
      for (double[] row : newHistory) {
        length += row[i] * row[i];
      }
      boolean positive = scores.values()[i] > ZERO * scores.values()[0] && length > 0;
      squares[i] = positive ? scores.values()[i] / length : 0;
    }
    return new LinearItemModel(
        width,
        DenseRows.flat(newHistory),
        DenseRows.flat(DenseRows.times(basis, scores.vectors())),
        squares);
  }

  /** {@code B' D}, where left is the history; {@code B'^T D}, where left are the candidates. */
  private double[][] times(double[][] left, double[][] right, double[][] dense) {
    double[][] product = DenseRows.times(left, DenseRows.transposedTimes(right, dense));
    for (int movie = 0; movie < product.length; movie++) {
      SparseMatrix.add(product[movie], free[movie], dense[movie]);
    }
    return product;
  }

  /** Gives B' the diagonal of its approximation, and its image too. */
  private void freeDiagonal(double[][] image, double[][] basis) {
    for (int movie = 0; movie < free.length; movie++) {
      double change =
          dot(image[movie], basis[movie]) - dot(history[movie], candidate[movie]) - free[movie];
      free[movie] += change;
      SparseMatrix.add(image[movie], change, basis[movie]);
    }
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static double[][] leading(double[][] matrix, int width) {
    return Arrays.stream(matrix).map(row -> Arrays.copyOf(row, width)).toArray(double[][]::new);
  }
}
