package dev.marquee.jobs.linear;

import java.util.Random;
import java.util.stream.IntStream;

/** Matrices of zeros and ones for tests. */
final class BinaryMatrices {
  private BinaryMatrices() {}

  /** Each entry is one with the given probability. */
  static BinaryMatrix random(Random random, int rows, int columns, double probability) {
    IntStream.Builder entries = IntStream.builder();
    int[] offsets = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = offsets[row];
      for (int column = 0; column < columns; column++) {
        if (random.nextDouble() < probability) {
          entries.add(column);
          offsets[row + 1]++;
        }
      }
    }
    return new BinaryMatrix(columns, offsets, entries.build().toArray());
  }

  static double[][] dense(BinaryMatrix matrix) {
    double[][] dense = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int i = matrix.offsets()[row]; i < matrix.offsets()[row + 1]; i++) {
        dense[row][matrix.columnOf()[i]] = 1;
      }
    }
    return dense;
  }
}
