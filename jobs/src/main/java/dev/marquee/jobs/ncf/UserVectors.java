package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Copies rows of a parameter table to plain arrays. */
final class UserVectors {
  private UserVectors() {}

  /** The named rows, row-major {@code [rows.length][factors]}. */
  static float[] rows(NDArray table, long[] rows, int factors) {
    try (NDManager manager = table.getManager().newSubManager()) {
      NDArray indices = manager.create(rows);
      NDArray picked = table.get(indices);
      picked.attach(manager);
      float[] values = picked.toFloatArray();
      if (values.length != rows.length * factors) {
        throw new IllegalStateException("table is not " + factors + " wide");
      }
      return values;
    }
  }
}
