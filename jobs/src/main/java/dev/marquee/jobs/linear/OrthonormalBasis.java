package dev.marquee.jobs.linear;

/**
 * An orthonormal basis of a tall matrix's columns by Cholesky QR, done twice to be orthogonal to
 * rounding (Yamamoto et al. 2015, "Roundoff error analysis of the CholeskyQR2 algorithm"). A column
 * that depends on earlier ones becomes 0. Costs O(rows x width^2).
 */
final class OrthonormalBasis {
  /** A column of which no more than a millionth is new depends on the others. */
  private static final double DEPENDENT = 1e-12;

  private OrthonormalBasis() {}

  /** The basis, {@code double[rows][width]}. */
  static double[][] of(double[][] matrix) {
    return pass(pass(matrix));
  }

  private static double[][] pass(double[][] matrix) {
    double[][] inverse = inverse(cholesky(DenseRows.gram(matrix)));
    return DenseRows.times(matrix, inverse);
  }

  /** The upper triangular R with {@code R^T R = gram}; rows of dependent columns are 0. */
  private static double[][] cholesky(double[][] gram) {
    int size = gram.length;
    double[] before = new double[size];
    for (int i = 0; i < size; i++) {
      before[i] = gram[i][i];
    }
    for (int pivot = 0; pivot < size; pivot++) {
      double[] row = gram[pivot];
      double square = row[pivot];
      boolean independent = square > DEPENDENT * before[pivot];
      double factor = independent ? 1 / Math.sqrt(square) : 0;
      for (int i = pivot; i < size; i++) {
        row[i] *= factor;
      }
      for (int lower = pivot + 1; lower < size && independent; lower++) {
        double share = row[lower];
        for (int i = lower; i < size; i++) {
          gram[lower][i] -= share * row[i];
        }
      }
    }
    return gram;
  }

  /** The inverse of R without its rows and columns of dependent columns; these are 0. */
  private static double[][] inverse(double[][] r) {
    int size = r.length;
    double[][] inverse = new double[size][size];
    for (int row = size - 1; row >= 0; row--) {
      double pivot = r[row][row];
      if (pivot > 0) {
        // Along rows, from R R^-1 = I: those below are known.
        inverse[row][row] = 1 / pivot;
        for (int below = row + 1; below < size; below++) {
          double factor = -r[row][below] / pivot;
          for (int i = below; i < size; i++) {
            inverse[row][i] += factor * inverse[below][i];
          }
        }
      }
    }
    return inverse;
  }
}
