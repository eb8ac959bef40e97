package dev.marquee.jobs.encoder;

import dev.marquee.jobs.linear.SparseMatrix;
import java.util.Random;

/**
 * The rows of a sparse matrix in the space of its leading singular vectors (Deerwester et al.
 * 1990), where they keep their dot products as well as so few numbers can. The space is found by
 * orthogonal iteration (Golub and Van Loan 2013, section 8.2.4); its basis does not matter. A round
 * costs O(entries x size + columns x size^2).
 */
final class LatentSpace {
  private static final int ROUNDS = 8;

  private LatentSpace() {}

  /** {@code double[rows][size]}. */
  static double[][] of(SparseMatrix matrix, int size, long seed) {
    Random random = new Random(seed);
    double[][] basis = new double[matrix.width()][size];
    for (double[] row : basis) {
      for (int i = 0; i < size; i++) {
        row[i] = random.nextGaussian();
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      basis = orthonormal(matrix.transposedTimes(matrix.times(basis)));
    }
    return matrix.times(basis);
  }

  /** Makes the columns orthonormal by modified Gram-Schmidt; one that depends on others is 0. */
  private static double[][] orthonormal(double[][] matrix) {
    double[][] columns = transposed(matrix);
    for (int column = 0; column < columns.length; column++) {
      double before = Math.sqrt(dot(columns[column], columns[column]));
      for (int earlier = 0; earlier < column; earlier++) {
        double shared = dot(columns[column], columns[earlier]);
        SparseMatrix.add(columns[column], -shared, columns[earlier]);
      }
      double norm = Math.sqrt(dot(columns[column], columns[column]));
      for (int row = 0; row < matrix.length; row++) {
        columns[column][row] = norm > 1e-9 * before ? columns[column][row] / norm : 0;
      }
    }
    return transposed(columns);
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix[row].length; column++) {
        result[column][row] = matrix[row][column];
      }
    }
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
