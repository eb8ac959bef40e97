package dev.marquee.jobs.linear;

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

  /** The sum of the rows of a dense matrix that a stretch of entries names. */
  double[] sum(int from, int to, double[][] dense) {
    double[] sum = new double[dense[0].length];
    int i = from;
    for (; i + 3 < to; i += 4) {
      DenseRows.addFour(
          sum,
          dense[columnOf[i]],
          dense[columnOf[i + 1]],
          dense[columnOf[i + 2]],
          dense[columnOf[i + 3]]);
    }
    for (; i < to; i++) {
      SparseMatrix.add(sum, 1, dense[columnOf[i]]);
    }
    return sum;
  }
}
