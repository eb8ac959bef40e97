package dev.marquee.jobs.linear;

/**
 * Users by movies: who rated what, and what each rating counts.
 *
 * @param columns number of columns
 * @param offsets where each row's entries start in {@code columnOf}, and behind them its length;
 *     {@code int[rows + 1]}
 * @param columnOf the columns of the entries, a row's side by side, none twice in a row
 * @param weights the entries' values in the same order; null where each is 1
 */
@SuppressWarnings("ArrayRecordComponent") // Matrices are never compared.
public record InteractionMatrix(int columns, int[] offsets, int[] columnOf, float[] weights) {

  /** Refuses offsets, columns and weights that do not fit together. */
  public InteractionMatrix {
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
    if (weights != null && weights.length != columnOf.length) {
      throw new IllegalArgumentException(
          "%d weights of %d entries: expected one each".formatted(weights.length, columnOf.length));
    }
    for (int column : columnOf) {
      if (column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            "column %d: expected 0 to %d".formatted(column, columns - 1));
      }
    }
  }

  /** A matrix of zeros and ones. */
  public InteractionMatrix(int columns, int[] offsets, int[] columnOf) {
    this(columns, offsets, columnOf, null);
  }

  /** Number of rows. */
  public int rows() {
    return offsets.length - 1;
  }

  /** What an entry counts. */
  double weight(int entry) {
    return weights == null ? 1 : weights[entry];
  }

  /** The weighted sum of the rows of a dense matrix that a stretch of entries names. */
  double[] sum(int from, int to, double[][] dense) {
    double[] sum = new double[dense[0].length];
    int i = from;
    for (; weights == null && i + 3 < to; i += 4) {
      DenseRows.addFour(
          sum,
          dense[columnOf[i]],
          dense[columnOf[i + 1]],
          dense[columnOf[i + 2]],
          dense[columnOf[i + 3]]);
    }
    for (; i < to; i++) {
      SparseMatrix.add(sum, weight(i), dense[columnOf[i]]);
    }
    return sum;
  }
}
