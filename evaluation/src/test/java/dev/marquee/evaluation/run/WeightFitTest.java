package dev.marquee.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.recommend.HybridWeights;
import java.util.List;
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

  /** Of points that chance does not tell apart the one with most of the model, or the best. */
  @Test
  void ofEquallyGoodOnesTheModelIsTrustedMost() {
    double[][] values = values(0.1);
    fill(values[place(0.2, 0.8, 0)], 0.4);
    fill(values[place(0, 0.9, 0.1)], 0.4);
    fill(values[place(0.1, 0.9, 0)], 0.4);
    values[place(0.2, 0.8, 0)][3] += 0.1;
    values[place(0.1, 0.9, 0)][3] += 0.05;

    assertThat(WeightFit.mostCollaborative(values)).isEqualTo(place(0.1, 0.9, 0));
    assertThat(WeightFit.best(values)).isEqualTo(place(0.2, 0.8, 0));
  }

  @Test
  void aClearGainWinsAlone() {
    double[][] values = values(0.1);
    fill(values[place(0, 1, 0)], 0.4);
    fill(values[place(0.2, 0.8, 0)], 0.5);

    assertThat(WeightFit.mostCollaborative(values)).isEqualTo(place(0.2, 0.8, 0));
  }

  /** One user of forty gains: mean .025, standard error .025, which is not more than chance. */
  @Test
  void thoseInForceStayWhereNoOthersAreAClearGain() {
    double[][] values = values(0);
    values[place(0, 1, 0)][7] = 1;

    for (double[][] each : List.of(values, values(0.3))) {
      assertThat(WeightFit.best(each)).isEqualTo(WeightFit.GRID.size());
      assertThat(WeightFit.mostCollaborative(each)).isEqualTo(WeightFit.GRID.size());
    }
  }

  /** Forty users' values, the same with every point and slightly different by user. */
  private static double[][] values(double level) {
    double[][] values = new double[WeightFit.GRID.size() + 1][40];
    for (double[] row : values) {
      fill(row, level);
    }
    return values;
  }

  private static void fill(double[] row, double level) {
    for (int user = 0; user < row.length; user++) {
      row[user] = level + 0.001 * user;
    }
  }

  private static int place(double content, double collaborative, double popularity) {
    return WeightFit.GRID.indexOf(new HybridWeights(content, collaborative, popularity));
  }
}
