package dev.marquee.serving.snapshot;

/**
 * Sparse vectors in compressed rows: the entries of row {@code r} lie at {@code offsets[r]} up to
 * {@code offsets[r + 1]} of {@code indices} and {@code values}.
 */
public final class SparseVectors {
  private final int[] offsets;
  private final int[] indices;
  private final float[] values;
  private final int columns;

  /**
   * Takes over the arrays.
   *
   * @throws IllegalArgumentException if the offsets do not ascend from 0 to the number of entries,
   *     or an index is negative
   */
  public SparseVectors(int[] offsets, int[] indices, float[] values) {
    Rows.check(offsets, indices.length);
    if (values.length != indices.length) {
      throw new IllegalArgumentException(
          "%d values for %d indices".formatted(values.length, indices.length));
    }
    int largest = -1;
    for (int index : indices) {
      if (index < 0) {
        throw new IllegalArgumentException("index " + index + ", expected 0 or more");
      }
      largest = Math.max(largest, index);
    }
    this.offsets = offsets;
    this.indices = indices;
    this.values = values;
    this.columns = largest + 1;
  }

  /** Number of vectors. */
  public int rows() {
    return offsets.length - 1;
  }

  /** One more than the largest index. */
  public int columns() {
    return columns;
  }

  /** {@code int[rows + 1]}; do not modify. */
  public int[] offsets() {
    return offsets;
  }

  /** Column of each entry; do not modify. */
  public int[] indices() {
    return indices;
  }

  /** Value of each entry; do not modify. */
  public float[] values() {
    return values;
  }

  long bytes() {
    return 4L * (offsets.length + indices.length + values.length);
  }
}
