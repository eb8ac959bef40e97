package dev.marquee.serving.recommend;

/** Products on float arrays, written so that the compiler turns them into vector instructions. */
final class FloatVectors {
  private FloatVectors() {}

  /** {@code a[aFrom..] . b[bFrom..]} over {@code length} values. */
  static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    // Four sums: one would wait for itself at every step.
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      sum0 += a[aFrom + i] * b[bFrom + i];
      sum1 += a[aFrom + i + 1] * b[bFrom + i + 1];
      sum2 += a[aFrom + i + 2] * b[bFrom + i + 2];
      sum3 += a[aFrom + i + 3] * b[bFrom + i + 3];
    }
    for (; i < length; i++) {
      sum0 += a[aFrom + i] * b[bFrom + i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** {@code y[yFrom..] += scale * x[xFrom..]} over {@code length} values. */
  static void addScaled(float[] x, int xFrom, float scale, float[] y, int yFrom, int length) {
    for (int i = 0; i < length; i++) {
      y[yFrom + i] += scale * x[xFrom + i];
    }
  }

  /**
   * {@code y += x W} for a row-major {@code float[inputs][outputs]} matrix. Zeros of {@code x},
   * half of a ReLU's output and more, cost nothing.
   *
   * @param nonZero scratch of at least {@code inputs} entries
   */
  static void addProduct(
      float[] x, int inputs, float[] matrix, int outputs, float[] y, int[] nonZero) {
    int count = 0;
    for (int k = 0; k < inputs; k++) {
      if (x[k] != 0) {
        nonZero[count++] = k;
      }
    }
    int next = 0;
    for (; next + 3 < count; next += 4) {
      addFour(
          matrix,
          nonZero[next] * outputs,
          x[nonZero[next]],
          nonZero[next + 1] * outputs,
          x[nonZero[next + 1]],
          nonZero[next + 2] * outputs,
          x[nonZero[next + 2]],
          nonZero[next + 3] * outputs,
          x[nonZero[next + 3]],
          y,
          outputs);
    }
    for (; next < count; next++) {
      int k = nonZero[next];
      addScaled(matrix, k * outputs, x[k], y, 0, outputs);
    }
  }

  private static void addFour(
      float[] m,
      int from0,
      float x0,
      int from1,
      float x1,
      int from2,
      float x2,
      int from3,
      float x3,
      float[] y,
      int length) {
    for (int i = 0; i < length; i++) {
      y[i] += (x0 * m[from0 + i] + x1 * m[from1 + i]) + (x2 * m[from2 + i] + x3 * m[from3 + i]);
    }
  }
}
