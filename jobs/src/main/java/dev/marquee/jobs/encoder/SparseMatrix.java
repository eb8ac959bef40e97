package dev.marquee.jobs.encoder;

import java.util.List;

/**
 * A matrix by rows of column numbers and values; a column may stand in a row more than once, its
 * values then add up. Dense matrices here are row-major, {@code double[rows][width]}.
 */
final class SparseMatrix {
  private final int[][] columns;
  private final double[][] values;
  private final int width;

  /**
   * Rows of a matrix.
   *
   * @param width number of columns
   */
  SparseMatrix(List<int[]> columns, List<double[]> values, int width) {
    this.columns = columns.toArray(int[][]::new);
    this.values = values.toArray(double[][]::new);
    this.width = width;
  }

  int rows() {
    return columns.length;
  }

  int width() {
    return width;
  }

  /** {@code X D}. */
  double[][] times(double[][] dense) {
    double[][] product = new double[rows()][dense[0].length];
    for (int row = 0; row < product.length; row++) {
      for (int i = 0; i < columns[row].length; i++) {
        add(product[row], values[row][i], dense[columns[row][i]]);
      }
    }
    return product;
  }

  /** {@code X^T D}. */
  double[][] transposedTimes(double[][] dense) {
    double[][] product = new double[width][dense[0].length];
    for (int row = 0; row < columns.length; row++) {
      for (int i = 0; i < columns[row].length; i++) {
        add(product[columns[row][i]], values[row][i], dense[row]);
      }
    }
    return product;
  }

  /** Adds a multiple of a vector. */
  static void add(double[] target, double factor, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * vector[i];
    }
  }
}
