package dev.marquee.jobs.linear;

import java.util.Arrays;

/**
 * A matrix of zeros and ones by rows, as of users by movies: who rated what.
 *
 * @param columns number of columns
 * @param offsets where each row's entries start in {@code columnOf}, and behind them its length;
 *     {@code int[rows + 1]}
 * @param columnOf the columns that hold a one, a row's entries side by side, none twice in a row
 */
public record BinaryMatrix(int columns, int[] offsets, int[] columnOf) {

  /** Refuses offsets and columns that do not fit together. */
  public BinaryMatrix {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != columnOf.length) {
      throw new IllegalArgumentException(
          "offsets of %d entries: expected to start with 0 and to end with %d"
              .formatted(columnOf.length, columnOf.length));
    }
    for (int row = 1; row < offsets.length; row++) {
      if (offsets[row] < offsets[row - 1]) {
        throw new IllegalArgumentException("offsets fall at row " + row);
      }
    }
    for (int column : columnOf) {
      if (column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            "column %d: expected 0 to %d".formatted(column, columns - 1));
      }
    }
  }

  /** Number of rows. */
  public int rows() {
    return offsets.length - 1;
  }

  /** Sets a vector to {@code x_row D}: the sum of the rows of D that the row names. */
  private void sumInto(int row, double[][] dense, double[] target) {
    Arrays.fill(target, 0);
    int i = offsets[row];
    int end = offsets[row + 1];
    for (; i + 3 < end; i += 4) {
      DenseRows.addFour(
          target,
          dense[columnOf[i]],
          dense[columnOf[i + 1]],
          dense[columnOf[i + 2]],
          dense[columnOf[i + 3]]);
    }
    for (; i < end; i++) {
      SparseMatrix.add(target, 1, dense[columnOf[i]]);
    }
  }

  /** {@code X^T X D}, without ever holding {@code X D}. */
  double[][] gramTimes(double[][] dense) {
    double[][] product = new double[columns][dense[0].length];
    double[] image = new double[dense[0].length];
    for (int row = 0; row < rows(); row++) {
      sumInto(row, dense, image);
      for (int i = offsets[row]; i < offsets[row + 1]; i++) {
        SparseMatrix.add(product[columnOf[i]], 1, image);
      }
    }
    return product;
  }
}
