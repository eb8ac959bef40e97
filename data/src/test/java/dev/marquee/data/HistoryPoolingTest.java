package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryPoolingTest {
  private static final float[] NONE = {};

  private static void assertPooled(float[] pooled, double... expected) {
    assertThat(pooled).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) pooled[i]).isEqualTo(expected[i], within(1e-6));
    }
  }

  @Test
  void vectorsAddUpOverTheNormOfTheirWeights() {
    // One block of 2, all weights 1: ((1, 0) + (2, 4)) / sqrt(2), plus the base (10, 20).
    HistoryPooling pooling =
        new HistoryPooling(
            List.of(new PoolingBlock("gmf", 2, 1, 1, 0, 0, 1, NONE, NONE, new float[] {10, 20})));
    float[] table = {1, 0, 9, 9, 2, 4};
    assertThat(pooling.length()).isEqualTo(2);
    assertPooled(
        pooling.pool(table, new int[] {0, 2}, new float[] {5, 1}, 2),
        3 / Math.sqrt(2) + 10,
        4 / Math.sqrt(2) + 20);
    // Only so many of the arrays count.
    assertPooled(pooling.pool(table, new int[] {1, 2}, new float[] {5, 1}, 1), 19, 29);
    assertPooled(pooling.pool(table, new int[2], new float[2], 0), 10, 20);
  }

  @Test
  void newAndLikedMoviesWeighMore() {
    // Each newer rating halves the weight (scale 1 / ln 2); 1 + .5 (stars - 4).
    //   movie 0, 5 stars, older: .5 * 1.5 = .75; movie 1, 4 stars, newer: 1
    //   (.75 * 1 + 1 * 2) / sqrt(.5625 + 1) = 2.75 / 1.25 = 2.2
    HistoryPooling pooling =
        new HistoryPooling(
            List.of(
                new PoolingBlock(
                    "gmf", 1, 0, (float) (1 / Math.log(2)), 0.5f, 4, 1, NONE, NONE, new float[1])));
    float[] table = {1, 2};
    assertPooled(pooling.pool(table, new int[] {0, 1}, new float[] {5, 4}, 2), 2.2);
    // The other way round: movie 1 weighs .5, movie 0 1.5: 2.5 / sqrt(2.5).
    assertPooled(pooling.pool(table, new int[] {1, 0}, new float[] {4, 5}, 2), Math.sqrt(2.5));
    // 1 star: 1 - 1.5 = -.5, over its size -1.
    assertPooled(pooling.pool(table, new int[] {0}, new float[] {1}, 1), -1);
    // 2 stars: 0, and nothing to divide by.
    assertPooled(pooling.pool(table, new int[] {0}, new float[] {2}, 1), 0);
  }

  @Test
  void everyHeadWeighsItsSliceByItsQuery() {
    // Two heads of one number, queries ln(4/3) and 0.
    //   head 1: e^(q . v) = 4/3 for v = 1 and 1 for v = 0: (4/3 * 1 + 0) / (5/3) = .8
    //   head 2: weights 1 and 1: (3 + 4) / sqrt(2)
    float query = (float) Math.log(4.0 / 3);
    HistoryPooling pooling =
        new HistoryPooling(
            List.of(
                new PoolingBlock(
                    "gmf", 2, 1, 1, 0, 0, 2, new float[] {query, 0}, NONE, new float[2])));
    float[] table = {1, 3, 0, 4};
    assertPooled(
        pooling.pool(table, new int[] {0, 1}, new float[] {3, 3}, 2), 0.8, 7 / Math.sqrt(2));
  }

  @Test
  void whatFewRatingsSayIsHeldBack() {
    // n^4 / (n^4 + s), s = 0 and 48: all of the first number, 1/49 and 16/64 of the second.
    float[] shrinkage = {0, 48};
    HistoryPooling pooling =
        new HistoryPooling(
            List.of(
                new PoolingBlock("gmf", 2, 1, 1, 0, 0, 1, NONE, shrinkage, new float[] {10, 0})));
    float[] table = {1, 49, 2, 3};
    assertPooled(pooling.pool(table, new int[] {0, 1}, new float[2], 1), 11, 1);
    assertPooled(
        pooling.pool(table, new int[] {0, 1}, new float[2], 2),
        3 / Math.sqrt(2) + 10,
        0.25 * 52 / Math.sqrt(2));
    assertPooled(pooling.pool(table, new int[2], new float[2], 0), 10, 0);
  }

  @Test
  void blocksLieSideBySide() {
    // A bias block of base 1 and history 0 between two plain ones.
    HistoryPooling pooling =
        new HistoryPooling(
            List.of(
                PoolingBlock.plain("linear", 2),
                new PoolingBlock("bias", 1, 1, 1, 0, 0, 1, NONE, NONE, new float[] {1}),
                PoolingBlock.plain("mlp", 1)));
    float[] table = {1, 2, 0, 3};
    assertThat(pooling.length()).isEqualTo(4);
    assertPooled(pooling.pool(table, new int[] {0}, new float[] {4}, 1), 1, 2, 1, 3);
    assertPooled(pooling.pool(table, NO_MOVIES, NONE, 0), 0, 0, 1, 0);
  }

  private static final int[] NO_MOVIES = {};
}
