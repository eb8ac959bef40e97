package dev.marquee.serving.recommend;

import java.util.Arrays;

/** Products on float arrays, written so that the compiler turns them into vector instructions. */
final class FloatVectors {
  /** Outputs that are summed together, so that their sums stay in the nearest cache. */
  private static final int OUTPUTS = 16;

  /** Floats in a cache line. */
  private static final int TILE = 16;

  private FloatVectors() {}

  /** {@code a[aFrom..] . b[bFrom..]} over {@code length} values. */
  static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    // Eight sums: one would wait for itself at every step.
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    float sum4 = 0;
    float sum5 = 0;
    float sum6 = 0;
    float sum7 = 0;
    int i = 0;
    for (; i + 7 < length; i += 8) {
      sum0 += a[aFrom + i] * b[bFrom + i];
      sum1 += a[aFrom + i + 1] * b[bFrom + i + 1];
      sum2 += a[aFrom + i + 2] * b[bFrom + i + 2];
      sum3 += a[aFrom + i + 3] * b[bFrom + i + 3];
      sum4 += a[aFrom + i + 4] * b[bFrom + i + 4];
      sum5 += a[aFrom + i + 5] * b[bFrom + i + 5];
      sum6 += a[aFrom + i + 6] * b[bFrom + i + 6];
      sum7 += a[aFrom + i + 7] * b[bFrom + i + 7];
    }
    for (; i < length; i++) {
      sum0 += a[aFrom + i] * b[bFrom + i];
    }
    return ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
  }

  /**
   * The product of a vector with some rows of a table. Four rows at a time: they share the vector's
   * values and wait for memory together. A row's product is the same to the bit, whichever other
   * rows are asked for.
   *
   * @param table row-major, rows as long as the vector
   */
  static float[] dots(float[] table, int[] rows, float[] vector) {
    float[] products = new float[(rows.length + 3) / 4 * 4];
    for (int i = 0; i < rows.length; i += 4) {
      int last = rows.length - 1;
      addFourDots(
          table,
          rows[i] * vector.length,
          rows[Math.min(last, i + 1)] * vector.length,
          rows[Math.min(last, i + 2)] * vector.length,
          rows[Math.min(last, i + 3)] * vector.length,
          vector,
          products,
          i);
    }
    return Arrays.copyOf(products, rows.length);
  }

  private static void addFourDots(
      float[] table, int a, int b, int c, int d, float[] vector, float[] products, int to) {
    float a0 = 0;
    float a1 = 0;
    float b0 = 0;
    float b1 = 0;
    float c0 = 0;
    float c1 = 0;
    float d0 = 0;
    float d1 = 0;
    int i = 0;
    for (; i + 1 < vector.length; i += 2) {
      float even = vector[i];
      float odd = vector[i + 1];
      a0 += table[a + i] * even;
      a1 += table[a + i + 1] * odd;
      b0 += table[b + i] * even;
      b1 += table[b + i + 1] * odd;
      c0 += table[c + i] * even;
      c1 += table[c + i + 1] * odd;
      d0 += table[d + i] * even;
      d1 += table[d + i + 1] * odd;
    }
    if (i < vector.length) {
      a0 += table[a + i] * vector[i];
      b0 += table[b + i] * vector[i];
      c0 += table[c + i] * vector[i];
      d0 += table[d + i] * vector[i];
    }
    products[to] = a0 + a1;
    products[to + 1] = b0 + b1;
    products[to + 2] = c0 + c1;
    products[to + 3] = d0 + d1;
  }

  /** {@code y[yFrom..] += scale * x[xFrom..]} over {@code length} values. */
  static void addScaled(float[] x, int xFrom, float scale, float[] y, int yFrom, int length) {
    for (int i = 0; i < length; i++) {
      y[yFrom + i] += scale * x[xFrom + i];
    }
  }

  /**
   * {@code sum[o] += sum_k weights[o][k] * x[k]} for many columns at once: rows are inputs or
   * outputs, columns are movies. Long inner loops over movies are what the compiler makes vector
   * instructions of; the layers' own sizes are too short for that. Every column's sums are taken in
   * the same order, whatever its place.
   *
   * @param weights row-major {@code float[outputs][inputs]}
   * @param x {@code float[inputs][columns]}
   * @param sums {@code float[outputs][columns]}
   * @param columns how many columns are in use
   */
  static void addProduct(float[] weights, float[][] x, float[][] sums, int columns) {
    for (int from = 0; from < sums.length; from += OUTPUTS) {
      addProduct(weights, x, sums, from, Math.min(sums.length, from + OUTPUTS), columns);
    }
  }

  private static void addProduct(
      float[] weights, float[][] x, float[][] sums, int from, int to, int columns) {
    int inputs = x.length;
    int k = 0;
    for (; k + 3 < inputs; k += 4) {
      for (int output = from; output < to; output++) {
        int w = output * inputs + k;
        addFour(
            x[k],
            weights[w],
            x[k + 1],
            weights[w + 1],
            x[k + 2],
            weights[w + 2],
            x[k + 3],
            weights[w + 3],
            sums[output],
            columns);
      }
    }
    for (; k < inputs; k++) {
      for (int output = from; output < to; output++) {
        addScaled(x[k], 0, weights[output * inputs + k], sums[output], 0, columns);
      }
    }
  }

  /**
   * The product of each of some rows of a table with each of others, {@code float[some][at least
   * others]}. Goes through the rows by tiles, so that what is worked on stays in the nearest cache.
   *
   * @param width of the table's rows
   */
  static float[][] products(float[] table, int width, int[] some, int[] others) {
    int columns = (others.length + TILE - 1) / TILE * TILE;
    float[][] sums = new float[some.length][columns];
    float[][] tile = new float[TILE][columns];
    for (int from = 0; from < width; from += TILE) {
      int units = Math.min(TILE, width - from);
      transpose(table, width, others, from, units, tile);
      for (int i = 0; i < some.length; i++) {
        addProduct(table, some[i] * width + from, tile, units, sums[i], columns);
      }
    }
    return sums;
  }

  /** Four columns of the rows at a time: half as many steps as one by one. */
  private static void transpose(
      float[] table, int width, int[] rows, int from, int units, float[][] tile) {
    int unit = 0;
    for (; unit + 3 < units; unit += 4) {
      float[] first = tile[unit];
      float[] second = tile[unit + 1];
      float[] third = tile[unit + 2];
      float[] fourth = tile[unit + 3];
      for (int i = 0; i < rows.length; i++) {
        int place = rows[i] * width + from + unit;
        first[i] = table[place];
        second[i] = table[place + 1];
        third[i] = table[place + 2];
        fourth[i] = table[place + 3];
      }
    }
    for (; unit < units; unit++) {
      for (int i = 0; i < rows.length; i++) {
        tile[unit][i] = table[rows[i] * width + from + unit];
      }
    }
  }

  private static void addProduct(
      float[] weights, int from, float[][] x, int inputs, float[] sum, int columns) {
    int k = 0;
    for (; k + 3 < inputs; k += 4) {
      int w = from + k;
      addFour(
          x[k],
          weights[w],
          x[k + 1],
          weights[w + 1],
          x[k + 2],
          weights[w + 2],
          x[k + 3],
          weights[w + 3],
          sum,
          columns);
    }
    for (; k < inputs; k++) {
      addScaled(x[k], 0, weights[from + k], sum, 0, columns);
    }
  }

  private static void addFour(
      float[] x0,
      float w0,
      float[] x1,
      float w1,
      float[] x2,
      float w2,
      float[] x3,
      float w3,
      float[] sum,
      int columns) {
    for (int i = 0; i < columns; i++) {
      sum[i] += (w0 * x0[i] + w1 * x1[i]) + (w2 * x2[i] + w3 * x3[i]);
    }
  }

  /**
   * Adds each movie's row of a table to its column of the sums, from {@code firstSum} on. Goes by
   * tiles of one cache line of the table, for rows that lie a power of two apart push each other
   * out of the cache.
   */
  static void addRows(
      float[] table, int width, int[] movies, int from, int columns, float[][] sums, int firstSum) {
    for (int tile = 0; tile < width; tile += TILE) {
      int end = Math.min(width, tile + TILE);
      for (int column = 0; column < columns; column++) {
        int row = movies[from + column] * width;
        for (int unit = tile; unit < end; unit++) {
          sums[firstSum + unit][column] += table[row + unit];
        }
      }
    }
  }

  /** Whole vectors are faster than a rest of single values; what is added is never read. */
  static int padded(int columns) {
    return (columns + 2 * TILE - 1) / (2 * TILE) * (2 * TILE);
  }
}
