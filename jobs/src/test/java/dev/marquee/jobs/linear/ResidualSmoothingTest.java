package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidualSmoothingTest {
  /** Movie 0 is like 1 by the cosine .6, like 2 by -.8, and 3 has nothing in common with it. */
  private static final SparseMatrix FEATURES =
      new SparseMatrix(
          List.of(new int[] {0}, new int[] {0, 1}, new int[] {0, 1}, new int[] {2}),
          List.of(
              new double[] {1}, new double[] {.6, .8}, new double[] {-.8, .6}, new double[] {1}),
          3);

  private static final float[] RESIDUALS = {Float.NaN, 10, 1_000, 1_000};

  private static float smoothed(int... ratings) {
    float[] table = {0, 5};
    new ResidualSmoothing(FEATURES, ratings, RESIDUALS, 1).addTo(0, table, 1);
    assertThat(table[0]).isZero();
    return table[1];
  }

  @Test
  void neighboursCountByTheCubeOfTheirCosine() {
    double kernel = .216 * 6 / 9;
    assertThat(smoothed(0, 6, 6, 6))
        .isCloseTo((float) (5 + kernel * 10 / (kernel + 3)), within(1e-5f));
  }

  @Test
  void moviesWithoutRatingsAreNobodysNeighbours() {
    assertThat(smoothed(0, 0, 6, 6)).isEqualTo(5);
  }
}
