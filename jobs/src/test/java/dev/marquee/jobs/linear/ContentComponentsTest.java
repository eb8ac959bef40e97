package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentComponentsTest {
  private static final int MOVIES = 12;

  private final SparseMatrix features = TestMatrices.features(new Random(4), MOVIES, 8);

  @Test
  void allComponentsKeepEveryDotProduct() {
    double[][] expected = features.times(features.transposedTimes(TestMatrices.identity(MOVIES)));

    float[] table = ContentComponents.of(features, MOVIES, 1);

    assertThat(table).hasSize(MOVIES * MOVIES);
    for (int i = 0; i < MOVIES; i++) {
      for (int j = 0; j < MOVIES; j++) {
        assertThat(dot(table, MOVIES, i, j)).isEqualTo(expected[i][j], within(1e-5));
      }
    }
  }

  @Test
  void fewComponentsKeepWhatMattersMost() {
    double[] lengths = new double[MOVIES];
    for (int components : new int[] {1, 4, 8}) {
      float[] table = ContentComponents.of(features, components, 1);
      assertThat(table).hasSize(MOVIES * components);
      for (int movie = 0; movie < MOVIES; movie++) {
        double length = dot(table, components, movie, movie);
        assertThat(length).isBetween(lengths[movie] - 1e-5, 1 + 1e-5);
        lengths[movie] = length;
      }
    }
    // The last movie has no features, all others a row of length 1.
    assertThat(lengths[0]).isEqualTo(1, within(1e-5));
    assertThat(lengths[MOVIES - 1]).isZero();
  }

  private static double dot(float[] table, int width, int left, int right) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += table[left * width + i] * table[right * width + i];
    }
    return sum;
  }
}
