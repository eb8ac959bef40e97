package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class SparseRowsTest {
  @Test
  void theMatrixHoldsWhatWasAddedSinceItWasCleared() {
    SparseRows rows = new SparseRows(3);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      rows.add(0, 0, 9);
      rows.clear();
      assertThat(rows.matrix(manager, 2).toFloatArray()).containsOnly(0).hasSize(6);

      rows.add(1, 2, 0.5f);
      rows.add(0, 1, -1);
      NDArray matrix = rows.matrix(manager, 2);

      assertThat(matrix.getShape()).isEqualTo(new Shape(2, 3));
      assertThat(matrix.toFloatArray()).containsExactly(0, -1, 0, 0, 0, 0.5f);
      assertThat(rows.places(manager).toLongArray()).containsExactly(5, 1);
      assertThat(rows.place(0)).isEqualTo(5);
    }
  }

  /** More than there is room for at first. */
  @Test
  void anyNumberFits() {
    SparseRows rows = new SparseRows(5000);
    for (int column = 0; column < 5000; column++) {
      rows.add(0, column, column);
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      float[] values = rows.matrix(manager, 1).toFloatArray();
      assertThat(rows.count()).isEqualTo(5000);
      for (int column = 0; column < values.length; column++) {
        assertThat(values[column]).isEqualTo(column);
      }
    }
  }
}
