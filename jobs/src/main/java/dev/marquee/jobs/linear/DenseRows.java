package dev.marquee.jobs.linear;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products of tall matrices, {@code double[rows][width]}, four rows at a time: the inner loops run
 * along rows, so that the compiler turns them into vector instructions.
 */
final class DenseRows {
  private static final int PARTS = 8;

  private DenseRows() {}

  /** The leading columns, each times its factor. */
  static double[][] scaled(double[][] matrix, double[] factors) {
    double[][] scaled = new double[matrix.length][factors.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int i = 0; i < factors.length; i++) {
        scaled[row][i] = matrix[row][i] * factors[i];
      }
    }
    return scaled;
  }

  /** Rows out of a row-major table. */
  static double[][] of(float[] flat, int width) {
    double[][] rows = new double[flat.length / width][width];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < width; i++) {
        rows[row][i] = flat[row * width + i];
      }
    }
    return rows;
  }

  /** The rows one after the other, in single precision. */
  static float[] flat(double[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < width; i++) {
        flat[row * width + i] = (float) rows[row][i];
      }
    }
    return flat;
  }

  /** {@code A B}. */
  static double[][] times(double[][] left, double[][] right) {
    double[][] product = new double[left.length][right[0].length];
    IntStream.range(0, left.length)
        .parallel()
        .forEach(row -> multiply(left[row], right, product[row]));
    return product;
  }

  /** {@code target += a + b + c + d}. */
  static void addFour(double[] target, double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < target.length; i++) {
      target[i] += a[i] + b[i] + c[i] + d[i];
    }
  }

  /** {@code target = row M}. */
  static void multiply(double[] row, double[][] matrix, double[] target) {
    Arrays.fill(target, 0);
    int i = 0;
    for (; i + 3 < row.length; i += 4) {
      addFour(
          target,
          0,
          row[i],
          matrix[i],
          row[i + 1],
          matrix[i + 1],
          row[i + 2],
          matrix[i + 2],
          row[i + 3],
          matrix[i + 3]);
    }
    for (; i < row.length; i++) {
      SparseMatrix.add(target, row[i], matrix[i]);
    }
  }

  /** {@code M^T M}; only the upper triangle is written. */
  static double[][] gram(double[][] rows) {
    return product(rows, rows);
  }

  /** {@code A^T B} where that is symmetric; only the upper triangle is written. */
  static double[][] product(double[][] left, double[][] right) {
    return product(left, right, true);
  }

  /** {@code A^T B}. */
  static double[][] transposedTimes(double[][] left, double[][] right) {
    return product(left, right, false);
  }

  private static double[][] product(double[][] left, double[][] right, boolean upper) {
    // Always as many parts, so that the sums come out the same on any number of processors.
    int part = (left.length + PARTS - 1) / PARTS;
    List<double[][]> sums =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(i -> product(left, right, upper, part * i, part * (i + 1)))
            .toList();
    double[][] product = new double[left[0].length][right[0].length];
    for (double[][] sum : sums) {
      for (int row = 0; row < product.length; row++) {
        SparseMatrix.add(product[row], 1, sum[row]);
      }
    }
    return product;
  }

  private static double[][] product(
      double[][] left, double[][] right, boolean upper, int from, int to) {
    double[][] product = new double[left[0].length][right[0].length];
    double[] none = new double[Math.max(left[0].length, right[0].length)];
    int end = Math.min(to, left.length);
    for (int row = from; row < end; row += 4) {
      double[][] l = four(left, row, end, none);
      double[][] r = four(right, row, end, none);
      for (int i = 0; i < product.length; i++) {
        addFour(
            product[i], upper ? i : 0, l[0][i], r[0], l[1][i], r[1], l[2][i], r[2], l[3][i], r[3]);
      }
    }
    return product;
  }

  private static double[][] four(double[][] rows, int from, int end, double[] none) {
    double[][] four = new double[4][];
    for (int i = 0; i < 4; i++) {
      four[i] = from + i < end ? rows[from + i] : none;
    }
    return four;
  }

  private static void addFour(
      double[] target,
      int from,
      double factorA,
      double[] a,
      double factorB,
      double[] b,
      double factorC,
      double[] c,
      double factorD,
      double[] d) {
    for (int i = from; i < target.length; i++) {
      target[i] += factorA * a[i] + factorB * b[i] + factorC * c[i] + factorD * d[i];
    }
  }
}
