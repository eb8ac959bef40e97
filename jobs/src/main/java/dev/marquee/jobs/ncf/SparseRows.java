package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The few numbers of a nearly empty matrix, at most one a place, kept by place until the device
 * makes the matrix of them: a dense one would have to be cleared, and copied to the device, anew in
 * every step. Costs O(numbers) here, O(rows x columns) on the device.
 */
final class SparseRows {
  private final int columns;
  private long[] places = new long[1024];
  private float[] values = new float[1024];
  private int count;

  SparseRows(int columns) {
    this.columns = columns;
  }

  void clear() {
    count = 0;
  }

  void add(int row, int column, float value) {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    places[count] = (long) row * columns + column;
    values[count++] = value;
  }

  /** How many numbers there are. */
  int count() {
    return count;
  }

  /** The k-th number's place, {@code row * columns + column}. */
  long place(int k) {
    return places[k];
  }

  /** All places in order, {@code int64[count]}. */
  NDArray places(NDManager manager) {
    return manager.create(Arrays.copyOf(places, count));
  }

  /** All numbers in the order of their places, {@code float[count]}. */
  NDArray values(NDManager manager) {
    return manager.create(Arrays.copyOf(values, count));
  }

  /** The matrix {@code float[rows][columns]}. */
  NDArray matrix(NDManager manager, int rows) {
    NDArray zeros = manager.zeros(new Shape(rows, columns));
    return count == 0 ? zeros : zeros.put(places(manager), values(manager));
  }
}
