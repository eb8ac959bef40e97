package dev.marquee.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.recommend.HybridWeights;
import org.junit.jupiter.api.Test;

class WeightFitTest {
  /**
   * Three weights in tenths that sum to one: (10 + 2 choose 2) = 66 of them. With a collaborative
   * weight of .6 or more, 8 twentieths are left to share: (8 + 2 choose 2) = 45 points, of which (4
   * + 2 choose 2) = 15 are tenths; 66 + 45 - 15 = 96.
   */
  @Test
  void theGridHoldsEveryTenthAndTwentiethsNearTheCollaborativeEnd() {
    assertThat(WeightFit.GRID).hasSize(96).doesNotHaveDuplicates();
    assertThat(WeightFit.GRID)
        .contains(
            new HybridWeights(0.7, 0.2, 0.1),
            HybridWeights.COLLABORATIVE_ONLY,
            new HybridWeights(0.05, 0.95, 0),
            new HybridWeights(0.05, 0.9, 0.05))
        .allSatisfy(
            weights ->
                assertThat(weights.content() + weights.collaborative() + weights.popularity())
                    .isCloseTo(1, within(1e-12)));
  }

  @Test
  void theHighestMeanWins() {
    double[] means = new double[WeightFit.GRID.size()];
    means[17] = 0.2;
    means[40] = 0.3;
    assertThat(WeightFit.best(means, WeightFit.GRID.get(17))).isEqualTo(40);
  }

  /** Where weights make no difference, those in force stay. */
  @Test
  void ofEqualOnesTheNearestToThoseInForceWins() {
    HybridWeights inForce = new HybridWeights(0.5, 0.35, 0.15);
    HybridWeights chosen =
        WeightFit.GRID.get(WeightFit.best(new double[WeightFit.GRID.size()], inForce));
    assertThat(chosen.content()).isEqualTo(0.5);
    assertThat(Math.abs(chosen.collaborative() - 0.35)).isLessThanOrEqualTo(0.06);
  }
}
