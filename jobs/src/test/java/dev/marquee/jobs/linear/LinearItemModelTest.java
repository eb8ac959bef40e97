package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearItemModelTest {
  private static final double LAMBDA = 2;

  @Test
  void twoMoviesByHand() {
    // Users (1 1), (1 0): X^T X = (2 1; 1 1). With lambda 1, P = (3 1; 1 2)^-1 = (2 -1; -1 3) / 5,
    // so B_01 = -P_01 / P_11 = 1 / 3 and B_10 = -P_10 / P_00 = 1 / 2.
    InteractionMatrix ratings = new InteractionMatrix(2, new int[] {0, 2, 3}, new int[] {0, 1, 0});

    LinearItemModel model = LinearItemModel.of(ItemSpectrum.of(ItemGram.of(ratings), 2, 1), 1);

    assertThat(score(model, 0, 1)).isCloseTo(1.0 / 3, within(1e-6));
    assertThat(score(model, 1, 0)).isCloseTo(1.0 / 2, within(1e-6));
  }

  @Test
  void isEaseAtFullRankWithMoreUsersThanMovies() {
    assertIsEase(TestMatrices.random(new Random(3), 40, 12, 0.3));
  }

  @Test
  void isEaseAtFullRankWithMoreMoviesThanUsers() {
    assertIsEase(TestMatrices.random(new Random(4), 9, 25, 0.3));
  }

  @Test
  void isCollectiveEaseAtFullRankWithFeatures() {
    InteractionMatrix ratings = TestMatrices.random(new Random(5), 9, 25, 0.2);
    SparseMatrix features = TestMatrices.features(new Random(6), 25, 6);

    assertIsEase(new ItemGram(ratings, features, new ItemGram.Shares(0.5, 3)));
  }

  @Test
  void refusesNoRegularisation() {
    ItemSpectrum spectrum =
        ItemSpectrum.of(
            ItemGram.of(new InteractionMatrix(1, new int[] {0, 1}, new int[] {0})), 1, 1);

    assertThatThrownBy(() -> LinearItemModel.of(spectrum, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lambda 0.0");
  }

  private static void assertIsEase(InteractionMatrix ratings) {
    assertIsEase(ItemGram.of(ratings));
  }

  private static void assertIsEase(ItemGram of) {
    LinearItemModel model = LinearItemModel.of(ItemSpectrum.of(of, 100, 1), LAMBDA);
    double[][] gram = TestMatrices.dense(of);
    int movies = gram.length;
    for (int i = 0; i < movies; i++) {
      gram[i][i] += LAMBDA;
    }
    double[][] inverse = inverse(gram);
    for (int seen = 0; seen < movies; seen++) {
      for (int unseen = 0; unseen < movies; unseen++) {
        if (seen != unseen) {
          assertThat(score(model, seen, unseen))
              .isCloseTo(-inverse[seen][unseen] / inverse[unseen][unseen], within(2e-6));
        }
      }
    }
  }

  private static double score(LinearItemModel model, int seen, int unseen) {
    double sum = 0;
    for (int i = 0; i < model.rank(); i++) {
      sum +=
          model.history()[seen * model.rank() + i] * model.candidate()[unseen * model.rank() + i];
    }
    return sum;
  }

  /** Gauss-Jordan elimination; needs no pivoting for positive definite matrices. */
  private static double[][] inverse(double[][] matrix) {
    int size = matrix.length;
    double[][] inverse = new double[size][size];
    for (int i = 0; i < size; i++) {
      inverse[i][i] = 1;
    }
    for (int pivot = 0; pivot < size; pivot++) {
      double scale = 1 / matrix[pivot][pivot];
      for (int i = 0; i < size; i++) {
        matrix[pivot][i] *= scale;
        inverse[pivot][i] *= scale;
      }
      for (int row = 0; row < size; row++) {
        if (row != pivot) {
          double share = matrix[row][pivot];
          SparseMatrix.add(matrix[row], -share, matrix[pivot]);
          SparseMatrix.add(inverse[row], -share, inverse[pivot]);
        }
      }
    }
    return inverse;
  }
}
