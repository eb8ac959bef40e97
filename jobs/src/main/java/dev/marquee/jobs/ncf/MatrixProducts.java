package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The matrix products of one batch and nothing else: operands ready, results dropped. */
final class MatrixProducts implements SpeedComparison.Work {
  private final int rows;
  private final NDArray[][] operands;
  private long flops;

  /**
   * Products of random matrices, which live as long as the manager.
   *
   * @param rows samples of the batch
   * @param shapes rows, inner size and columns of each product
   */
  MatrixProducts(NDManager manager, int rows, int[][] shapes) {
    this.rows = rows;
    operands = new NDArray[shapes.length][];
    for (int k = 0; k < shapes.length; k++) {
      operands[k] = pair(manager, shapes[k][0], shapes[k][1], shapes[k][2]);
    }
  }

  private NDArray[] pair(NDManager manager, int rows, int inner, int columns) {
    flops += 2L * rows * inner * columns;
    return new NDArray[] {
      manager.randomNormal(new Shape(rows, inner)), manager.randomNormal(new Shape(inner, columns))
    };
  }

  /** Floating-point operations for one sample of the batch. */
  long flopsPerSample() {
    return flops / rows;
  }

  @Override
  public long run() {
    for (NDArray[] pair : operands) {
      pair[0].matMul(pair[1]).close();
    }
    return rows;
  }
}
