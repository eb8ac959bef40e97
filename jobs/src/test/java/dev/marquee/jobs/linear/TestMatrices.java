package dev.marquee.jobs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Matrices of who rated what, and features beside them, for tests. */
final class TestMatrices {
  private TestMatrices() {}

  /** Each entry is one with the given probability. */
  static InteractionMatrix random(Random random, int rows, int columns, double probability) {
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
    return new InteractionMatrix(columns, offsets, entries.build().toArray());
  }

  /** The same entries with random weights. */
  static InteractionMatrix weighted(Random random, InteractionMatrix ones) {
    float[] weights = new float[ones.columnOf().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.1f + random.nextFloat();
    }
    return new InteractionMatrix(ones.columns(), ones.offsets(), ones.columnOf(), weights);
  }

  /** Movies of unit length with the given number of features; the last movie has none. */
  static SparseMatrix features(Random random, int movies, int width) {
    List<int[]> columns = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int movie = 0; movie < movies; movie++) {
      int count = movie == movies - 1 ? 0 : 2;
      columns.add(random.ints(0, width).distinct().limit(count).toArray());
      values.add(count == 0 ? new double[0] : new double[] {0.6, 0.8});
    }
    return new SparseMatrix(columns, values, width);
  }

  /** All places of a matrix. */
  static double[][] dense(ItemGram gram) {
    return gram.times(identity(gram.movies()));
  }

  static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  static double[][] dense(InteractionMatrix matrix) {
    double[][] dense = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int i = matrix.offsets()[row]; i < matrix.offsets()[row + 1]; i++) {
        dense[row][matrix.columnOf()[i]] = matrix.weight(i);
      }
    }
    return dense;
  }
}
