package dev.marquee.jobs.linear;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Products of tall matrices, {@code double[rows][width]}, four rows at a time: the inner loops run
 * along rows, so that the compiler turns them into vector instructions.
 */
final class DenseRows {
  private static final int PARTS = 8;

  /** Rows multiplied together, so that the other matrix is read once for all of them. */
  private static final int BLOCK = 16;

  /** Columns of a strip: of some thousand movies they stay in the processor's outer cache. */
  private static final int STRIP = 64;

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
    IntStream.range(0, (left.length + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block ->
                multiply(
                    left,
                    right,
                    product,
                    block * BLOCK,
                    Math.min(left.length, (block + 1) * BLOCK)));
    return product;
  }

  /**
   * A square matrix times a tall one, strip of columns by strip, on all processors.
   *
   * @param dense {@code double[rows][width]}
   * @param ofStrip the square matrix times {@code double[rows][strip]}
   */
  static double[][] byStrips(double[][] dense, UnaryOperator<double[][]> ofStrip) {
    int width = dense[0].length;
    double[][] product = new double[dense.length][width];
    IntStream.range(0, (width + STRIP - 1) / STRIP)
        .map(strip -> strip * STRIP)
        .parallel()
        .forEach(
            from -> {
              double[][] part = ofStrip.apply(columns(dense, from, Math.min(width, from + STRIP)));
              for (int row = 0; row < part.length; row++) {
                System.arraycopy(part[row], 0, product[row], from, part[row].length);
              }
            });
    return product;
  }

  private static double[][] columns(double[][] matrix, int from, int to) {
    return Arrays.stream(matrix)
        .map(row -> Arrays.copyOfRange(row, from, to))
        .toArray(double[][]::new);
  }

  /** {@code target += a + b + c + d}. */
  static void addFour(double[] target, double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < target.length; i++) {
      target[i] += a[i] + b[i] + c[i] + d[i];
    }
  }

  /** Rows of {@code A B}, from one up to another. */
  private static void multiply(
      double[][] left, double[][] right, double[][] product, int from, int to) {
    int i = 0;
    for (; i + 3 < right.length; i += 4) {
      for (int row = from; row < to; row++) {
        double[] factors = left[row];
        addFour(
            product[row],
            0,
            factors[i],
            right[i],
            factors[i + 1],
            right[i + 1],
            factors[i + 2],
            right[i + 2],
            factors[i + 3],
            right[i + 3]);
      }
    }
    for (; i < right.length; i++) {
      for (int row = from; row < to; row++) {
        SparseMatrix.add(product[row], left[row][i], right[i]);
      }
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
