package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {
  /** Rows (1, 2) and (0, 3); the 2 is written as two entries that add up. */
  private static final SparseMatrix MATRIX =
      new SparseMatrix(
          List.of(new int[] {0, 1, 1}, new int[] {1}),
          List.of(new double[] {1, 1.5, 0.5}, new double[] {3}),
          2);

  @Test
  void sparseProducts() {
    // (1 2; 0 3) (1 0; 1 1) = (3 2; 3 3)
    assertThat(MATRIX.times(new double[][] {{1, 0}, {1, 1}}))
        .isDeepEqualTo(new double[][] {{3, 2}, {3, 3}});
    // (1 0; 2 3) (1; 2) = (1; 8)
    assertThat(MATRIX.transposedTimes(new double[][] {{1}, {2}}))
        .isDeepEqualTo(new double[][] {{1}, {8}});
  }

  @Test
  void ridgeSolvesTheNormalEquations() {
    // (X^T X + 1) w = X^T y: (2 2; 2 14) w = (1 0; 2 3) (4; 5) = (4; 23), so w = (4 * 14 - 2 * 23,
    // 2 * 23 - 2 * 4) / 24 = (10 / 24, 38 / 24).
    double[][] solution = RidgeRegression.solve(MATRIX, new double[][] {{4}, {5}}, 1);
    assertThat(solution[0][0]).isCloseTo(10.0 / 24, within(1e-6));
    assertThat(solution[1][0]).isCloseTo(38.0 / 24, within(1e-6));
  }

  @Test
  void rowsCountByTheirWeights() {
    // (X^T diag(2, 1) X + 1) w = X^T diag(2, 1) y: (3 4; 4 18) w = (8; 31), so w = (8 * 18 - 4 *
    // 31,
    // 3 * 31 - 4 * 8) / 38 = (20 / 38, 61 / 38).
    double[][] solution =
        RidgeRegression.solve(MATRIX, new double[][] {{4}, {5}}, new double[] {2, 1}, 1);
    assertThat(solution[0][0]).isCloseTo(20.0 / 38, within(1e-6));
    assertThat(solution[1][0]).isCloseTo(61.0 / 38, within(1e-6));
  }

  @Test
  void rowsOfWeightZeroDoNotCount() {
    // Only (0, 3) w = 5 is left: 9 w_1 + w_1 = 15.
    double[][] solution =
        RidgeRegression.solve(MATRIX, new double[][] {{4}, {5}}, new double[] {0, 1}, 1);
    assertThat(solution[0][0]).isZero();
    assertThat(solution[1][0]).isCloseTo(1.5, within(1e-6));
  }
}
