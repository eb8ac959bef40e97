package dev.marquee.serving.recommend;

import java.util.Arrays;

/** Orders by score without boxing. */
final class Order {
  private Order() {}

  /** Places by descending score; equal scores by ascending place. NaN comes last. */
  static int[] descending(float[] scores) {
    long[] keys = new long[scores.length];
    for (int place = 0; place < keys.length; place++) {
      keys[place] = key(scores[place], place);
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** Ascends where the score descends, then where the place ascends. */
  static long key(float score, int place) {
    // NaN would sort above everything; 0.0 and -0.0 are equal.
    int bits = Float.floatToIntBits(Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score + 0f);
    // Bits of floats ascend with their values once negative ones are turned round.
    int ascending = bits ^ ((bits >> 31) & 0x7fffffff);
    return ((long) ~ascending << 32) | place;
  }

  /** The score of a key. */
  static float score(long key) {
    int ascending = ~(int) (key >> Integer.SIZE);
    return Float.intBitsToFloat(ascending ^ ((ascending >> 31) & 0x7fffffff));
  }
}
