package dev.marquee.serving.snapshot;

import java.util.Arrays;

/** Vectors of one length, row-major in one array. */
public final class DenseVectors {
  private final float[] values;
  private final int rows;
  private final int dimension;

  /**
   * Takes over the array.
   *
   * @param values row-major {@code float[rows][dimension]}
   * @throws IllegalArgumentException if the array's length is not rows times dimension
   */
  public DenseVectors(float[] values, int rows, int dimension) {
    if ((long) rows * dimension != values.length) {
      throw new IllegalArgumentException(
          "%d values, expected %d rows of %d".formatted(values.length, rows, dimension));
    }
    this.values = values;
    this.rows = rows;
    this.dimension = dimension;
  }

  /** Number of vectors. */
  public int rows() {
    return rows;
  }

  /** Length of each vector. */
  public int dimension() {
    return dimension;
  }

  /** All values, row-major; do not modify. */
  public float[] values() {
    return values;
  }

  /** A copy of one vector. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension);
  }

  long bytes() {
    return (long) Float.BYTES * values.length;
  }
}
