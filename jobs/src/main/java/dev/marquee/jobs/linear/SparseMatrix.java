package dev.marquee.jobs.linear;

import java.util.List;

/**
 * A matrix by rows of column numbers and values; a column may stand in a row more than once, its
 * values then add up. Dense matrices here are row-major, {@code double[rows][width]}.
 */
public final class SparseMatrix {
  private final int[][] columns;
  private final double[][] values;
  private final int width;

  /**
   * Rows of a matrix.
   *
   * @param columns the column numbers of each row, 0 to {@code width - 1}
   * @param values the values at these columns
   * @param width number of columns
   */
  public SparseMatrix(List<int[]> columns, List<double[]> values, int width) {
    this.columns = columns.toArray(int[][]::new);
    this.values = values.toArray(double[][]::new);
    this.width = width;
  }

  /** Number of rows. */
  public int rows() {
    return columns.length;
  }

  /** Number of columns. */
  public int width() {
    return width;
  }

  /** Number of entries of all rows. */
  public long entries() {
    long entries = 0;
    for (int[] row : columns) {
      entries += row.length;
    }
    return entries;
  }

  /** {@code X D}. */
  public double[][] times(double[][] dense) {
    double[][] product = new double[rows()][dense[0].length];
    for (int row = 0; row < product.length; row++) {
      addRowTimes(row, dense, product[row]);
    }
    return product;
  }

  /** {@code X^T D}. */
  public double[][] transposedTimes(double[][] dense) {
    double[][] product = new double[width][dense[0].length];
    for (int row = 0; row < columns.length; row++) {
      addOuter(row, 1, dense[row], product);
    }
    return product;
  }

  /** {@code X^T X D}, without ever holding {@code X D}. */
  double[][] gramTimes(double[][] dense) {
    return DenseRows.byStrips(dense, this::gramTimesStrip);
  }

  private double[][] gramTimesStrip(double[][] dense) {
    double[][] product = new double[width][dense[0].length];
    for (int row = 0; row < columns.length; row++) {
      double[] image = new double[dense[0].length];
      addRowTimes(row, dense, image);
      addOuter(row, 1, image, product);
    }
    return product;
  }

  /** Adds {@code share X X^T D} to a dense matrix of as many rows as this has. */
  void addGramTimes(double share, double[][] dense, double[][] target) {
    double[][] features = transposedTimes(dense);
    for (int row = 0; row < columns.length; row++) {
      for (int i = 0; i < columns[row].length; i++) {
        add(target[row], share * values[row][i], features[columns[row][i]]);
      }
    }
  }

  /** Adds {@code x_row D} to a vector. */
  void addRowTimes(int row, double[][] dense, double[] target) {
    for (int i = 0; i < columns[row].length; i++) {
      add(target, values[row][i], dense[columns[row][i]]);
    }
  }

  /** Adds {@code x_row D} for row-major {@code float[][width]} to a stretch of a vector. */
  void addRowTimes(int row, float[] dense, int width, float[] target, int start) {
    for (int i = 0; i < columns[row].length; i++) {
      float value = (float) values[row][i];
      int from = columns[row][i] * width;
      for (int k = 0; k < width; k++) {
        target[start + k] += value * dense[from + k];
      }
    }
  }

  /** Adds a row to a vector. */
  void addRow(int row, float[] target) {
    for (int i = 0; i < columns[row].length; i++) {
      target[columns[row][i]] += (float) values[row][i];
    }
  }

  /** {@code x_row vector}. */
  float rowDot(int row, float[] vector) {
    float sum = 0;
    for (int i = 0; i < columns[row].length; i++) {
      sum += (float) values[row][i] * vector[columns[row][i]];
    }
    return sum;
  }

  /** Adds {@code factor x_row^T vector} to a dense matrix of as many rows as this has columns. */
  void addOuter(int row, double factor, double[] vector, double[][] target) {
    for (int i = 0; i < columns[row].length; i++) {
      add(target[columns[row][i]], factor * values[row][i], vector);
    }
  }

  /** Adds a multiple of a vector. */
  public static void add(double[] target, double factor, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * vector[i];
    }
  }
}
