package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
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

  @Test
  void theMostRatedMoviesAloneAreNeighbours() {
    int movies = 10_002;
    int last = movies - 1;
    SparseMatrix alike =
        new SparseMatrix(
            Collections.nCopies(movies, new int[] {0}),
            Collections.nCopies(movies, new double[] {1}),
            1);
    int[] ratings = new int[movies];
    Arrays.fill(ratings, 1, last, 2);
    ratings[last] = 1;
    float[] residuals = new float[movies];
    residuals[last] = 1_000;
    float[] vector = {5};

    new ResidualSmoothing(alike, ratings, residuals, 1).addTo(0, vector, 0);

    assertThat(vector[0]).isEqualTo(5);
  }
}
