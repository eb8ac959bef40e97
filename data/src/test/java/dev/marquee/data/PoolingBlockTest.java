package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PoolingBlockTest {
  private static final float[] NONE = {};

  private static PoolingBlock block(
      int size, float floor, float scale, float slope, int heads, float[] queries, float[] base) {
    return new PoolingBlock("gmf", size, floor, scale, slope, 3, heads, queries, NONE, base);
  }

  private static void assertRefused(ThrowingCallable block, String fault) {
    assertThatThrownBy(block)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pooling block gmf has " + fault + ", which does not fit");
  }

  @Test
  void aRatingWeighsByRecencyAndStars() {
    // Floor .2, scale 4, slope .5 from 3 stars on.
    PoolingBlock block = block(1, 0.2f, 4, 0.5f, 1, NONE, new float[1]);
    assertThat(block.weight(3, 0)).isEqualTo(1, within(1e-6));
    assertThat(block.weight(4, 0)).isEqualTo(1.5, within(1e-6));
    assertThat(block.weight(3, 4)).isEqualTo(0.2 + 0.8 / Math.E, within(1e-6));
    // 1 + .5 * (.5 - 3) = -.25, times .2 for the oldest
    assertThat(block.weight(0.5f, 1000)).isEqualTo(-0.05, within(1e-6));
  }

  @Test
  void starsAreClamped() {
    // 1 + 2 * (5 - 3) = 5 and 1 + 2 * (1 - 3) = -3
    PoolingBlock block = block(1, 1, 1, 2, 1, NONE, new float[1]);
    assertThat(block.weight(5, 7)).isEqualTo(2);
    assertThat(block.weight(1, 7)).isEqualTo(-0.5);
  }

  @Test
  void plainBlocksWeighAllAlike() {
    PoolingBlock block = PoolingBlock.plain("gmf", 2);
    assertThat(block.weight(0.5f, 100)).isEqualTo(1);
    assertThat(block.weight(5, 0)).isEqualTo(1);
    assertThat(block.base()).containsExactly(0, 0);
  }

  private static PoolingBlock shrinking(float... shrinkage) {
    return new PoolingBlock("gmf", 2, 1, 1, 0, 3, 1, NONE, shrinkage, new float[2]);
  }

  @Test
  void partsThatDoNotFitAreNamed() {
    assertRefused(() -> shrinking(1), "shrinkage's length 1");
    assertRefused(() -> shrinking(1, -1), "shrinkage -1.0");
    assertRefused(() -> shrinking(Float.NaN, 1), "shrinkage NaN");
    float[] two = new float[2];
    assertRefused(() -> block(-1, 1, 1, 0, 1, NONE, NONE), "size -1");
    assertRefused(() -> block(2, 1.5f, 1, 0, 1, NONE, two), "recencyFloor 1.5");
    assertRefused(() -> block(2, Float.NaN, 1, 0, 1, NONE, two), "recencyFloor NaN");
    assertRefused(() -> block(2, 1, 0, 0, 1, NONE, two), "recencyScale 0.0");
    assertRefused(
        () -> block(2, 1, 1, Float.POSITIVE_INFINITY, 1, NONE, two), "ratingSlope Infinity");
    assertRefused(() -> block(2, 1, 1, 0, 3, NONE, two), "heads 3");
    assertRefused(() -> block(2, 1, 1, 0, 0, NONE, two), "heads 0");
    assertRefused(() -> block(2, 1, 1, 0, 1, new float[1], two), "queries' length 1");
    assertRefused(() -> block(2, 1, 1, 0, 1, NONE, NONE), "base's length 0");
  }
}
