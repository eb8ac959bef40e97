package dev.marquee.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.recommend.HybridWeights;
import org.junit.jupiter.api.Test;

class WeightFitTest {
  /** Three weights in tenths that sum to one: (10 + 2 choose 2) = 66 of them. */
  @Test
  void theGridHoldsEveryTenthOfTheSimplex() {
    assertThat(WeightFit.GRID).hasSize(66).doesNotHaveDuplicates();
    assertThat(WeightFit.GRID)
        .contains(new HybridWeights(0.7, 0.2, 0.1), HybridWeights.COLLABORATIVE_ONLY)
        .allSatisfy(
            weights ->
                assertThat(weights.content() + weights.collaborative() + weights.popularity())
                    .isCloseTo(1, within(1e-12)));
  }

  @Test
  void theHighestMeanWins() {
    double[] means = new double[66];
    means[17] = 0.2;
    means[40] = 0.3;
    assertThat(WeightFit.best(means, WeightFit.GRID.get(17))).isEqualTo(40);
  }

  /** Where weights make no difference, those in force stay. */
  @Test
  void ofEqualOnesTheNearestToThoseInForceWins() {
    HybridWeights inForce = new HybridWeights(0.5, 0.35, 0.15);
    HybridWeights chosen = WeightFit.GRID.get(WeightFit.best(new double[66], inForce));
    assertThat(chosen.content()).isEqualTo(0.5);
    assertThat(Math.abs(chosen.collaborative() - 0.35)).isLessThanOrEqualTo(0.06);
  }
}
