package dev.marquee.data;

/**
 * Weighted sums of rows of a table, written so that the compiler turns them into vector
 * instructions: for that, rows are copied to where a loop over them begins at 0.
 */
public final class WeightedRows {
  /** Rows that are added together: the sums are read and written once for all of them. */
  private static final int TOGETHER = 4;

  private WeightedRows() {}

  /**
   * {@code sum_j weights[j] * table[rows[j]][first..first + width]}, to the bit what adding one row
   * after the other gives.
   *
   * @param table row-major
   * @param rowLength numbers in each of its rows
   * @param first where the part of a row that counts begins
   * @param width numbers in that part
   * @param rows which are summed, in this order; at least as many as there are weights
   * @param weights aligned with the rows
   * @return {@code float[width]}
   */
  public static float[] sum(
      float[] table, int rowLength, int first, int width, int[] rows, float[] weights) {
    float[] sum = new float[width];
    float[][] copies = new float[TOGETHER][width];
    int j = 0;
    for (; j + TOGETHER <= weights.length; j += TOGETHER) {
      for (int i = 0; i < TOGETHER; i++) {
        System.arraycopy(table, rows[j + i] * rowLength + first, copies[i], 0, width);
      }
      add(copies, weights[j], weights[j + 1], weights[j + 2], weights[j + 3], sum);
    }
    for (; j < weights.length; j++) {
      System.arraycopy(table, rows[j] * rowLength + first, copies[0], 0, width);
      add(copies[0], weights[j], sum);
    }
    return sum;
  }

  private static void add(float[][] rows, float a, float b, float c, float d, float[] sum) {
    float[] first = rows[0];
    float[] second = rows[1];
    float[] third = rows[2];
    float[] fourth = rows[3];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (((sum[i] + a * first[i]) + b * second[i]) + c * third[i]) + d * fourth[i];
    }
  }

  private static void add(float[] row, float weight, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }
}
