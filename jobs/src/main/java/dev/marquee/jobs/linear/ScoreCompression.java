package dev.marquee.jobs.linear;

import java.util.Arrays;

/**
 * A linear item-to-item model B = H C^T in fewer numbers a movie, chosen so that the scores X B of
 * the users change least: {@code B W W^T}, where W are the leading right singular vectors of X B
 * (Eckart and Young 1936). Components that no user's scores show, such as what the content of
 * obscure movies says, go first.
 *
 * <pre>
 *   C^T C = U diag(n) U^T   and   F = U diag(sqrt n)   give   C = Q F^T  with Q orthonormal
 *   (X B)^T X B = Q F^T H^T X^T X H F Q^T   and   F^T H^T X^T X H F = Z diag(s) Z^T   give   W = Q Z
 *   B W W^T = (H F Z) (C U diag(1 / sqrt n) Z)^T
 * </pre>
 *
 * <p>Costs O(entries of X x rank + movies x rank^2 + rank^3) and O(movies x rank) doubles.
 */
final class ScoreCompression {
  /** Squared lengths below this share of the largest are rounding. */
  private static final double ZERO = 1e-10;

  private ScoreCompression() {}

  /**
   * Compresses a model.
   *
   * @param users X, users by movies, what a movie counts in the scores that are to be kept
   * @param history H, {@code double[movies][rank]}
   * @param candidate C, {@code double[movies][rank]}
   * @param width numbers kept of a movie, at most the rank
   */
  static LinearItemModel of(
      SparseMatrix users, double[][] history, double[][] candidate, int width) {
    SymmetricEigen lengths = SymmetricEigen.of(DenseRows.gram(candidate));
    int rank = lengths.values().length;
    double[] roots = new double[rank];
    double[] inverses = new double[rank];
    for (int i = 0; i < rank; i++) {
      if (lengths.values()[i] > ZERO * lengths.values()[0]) {
        roots[i] = Math.sqrt(lengths.values()[i]);
        inverses[i] = 1 / roots[i];
      }
    }
    double[][] factor = DenseRows.scaled(lengths.vectors(), roots);
    double[][] turned = DenseRows.times(history, factor);
    SymmetricEigen scores = SymmetricEigen.of(DenseRows.product(turned, users.gramTimes(turned)));
    double[][] leading = leading(scores.vectors(), width);
    double[][] newHistory = DenseRows.times(turned, leading);
    double[][] rotation = DenseRows.times(DenseRows.scaled(lengths.vectors(), inverses), leading);
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
        DenseRows.flat(DenseRows.times(candidate, rotation)),
        squares);
  }

  private static double[][] leading(double[][] matrix, int width) {
    return Arrays.stream(matrix).map(row -> Arrays.copyOf(row, width)).toArray(double[][]::new);
  }
}
