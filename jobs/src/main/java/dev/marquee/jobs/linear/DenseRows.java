package dev.marquee.jobs.linear;

import java.util.Arrays;

/**
 * Products of tall matrices, {@code double[rows][width]}, four rows at a time: the inner loops run
 * along rows, so that the compiler turns them into vector instructions.
 */
final class DenseRows {
  private DenseRows() {}

  /** {@code target += a + b + c + d}. */
  static void addFour(double[] target, double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < target.length; i++) {
      target[i] += a[i] + b[i] + c[i] + d[i];
    }
  }

  /** {@code target = row M}. */
  static void multiply(double[] row, double[][] matrix, double[] target) {
    Arrays.fill(target, 0);
    int i = 0;
    for (; i + 3 < row.length; i += 4) {
      addFour(
          target,
          0,
          row[i],
          matrix[i],
          row[i + 1],
          matrix[i + 1],
          row[i + 2],
          matrix[i + 2],
          row[i + 3],
          matrix[i + 3]);
    }
    for (; i < row.length; i++) {
      SparseMatrix.add(target, row[i], matrix[i]);
    }
  }

  /** {@code M^T M}; only the upper triangle is written. */
  static double[][] gram(double[][] rows) {
    int width = rows[0].length;
    double[][] gram = new double[width][width];
    double[] none = new double[width];
    for (int row = 0; row < rows.length; row += 4) {
      addGram(
          gram,
          rows[row],
          row + 1 < rows.length ? rows[row + 1] : none,
          row + 2 < rows.length ? rows[row + 2] : none,
          row + 3 < rows.length ? rows[row + 3] : none);
    }
    return gram;
  }

  /** Adds the outer products of four rows with themselves to the upper triangle. */
  static void addGram(double[][] gram, double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < gram.length; i++) {
      addFour(gram[i], i, a[i], a, b[i], b, c[i], c, d[i], d);
    }
  }

  private static void addFour(
      double[] target,
      int from,
      double factorA,
      double[] a,
      double factorB,
      double[] b,
      double factorC,
      double[] c,
      double factorD,
      double[] d) {
    for (int i = from; i < target.length; i++) {
      target[i] += factorA * a[i] + factorB * b[i] + factorC * c[i] + factorD * d[i];
    }
  }
}
