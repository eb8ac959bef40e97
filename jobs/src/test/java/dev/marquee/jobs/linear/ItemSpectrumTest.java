package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemSpectrumTest {
  @Test
  void twoMoviesByHand() {
    // Users (1 1), (1 0): X^T X = (2 1; 1 1) has the eigenvalues (3 +- sqrt 5) / 2, and its leading
    // eigenvector is proportional to (golden ratio, 1).
    ItemSpectrum spectrum =
        ItemSpectrum.of(
            ItemGram.of(new InteractionMatrix(2, new int[] {0, 2, 3}, new int[] {0, 1, 0})), 2, 1);

    assertThat(spectrum.eigenvalues()[0]).isCloseTo((3 + Math.sqrt(5)) / 2, within(1e-9));
    assertThat(spectrum.eigenvalues()[1]).isCloseTo((3 - Math.sqrt(5)) / 2, within(1e-9));
    assertThat(spectrum.vectors()[0] / (double) spectrum.vectors()[2])
        .isCloseTo((1 + Math.sqrt(5)) / 2, within(1e-6));
  }

  @Test
  void leadingVectorsOfATallAndOfAWideMatrix() {
    assertLeading(TestMatrices.random(new Random(1), 120, 60, 0.2), 20);
    assertLeading(TestMatrices.random(new Random(2), 60, 120, 0.2), 20);
  }

  @Test
  void whatCountsBesideUsersMayRaiseTheRank() {
    InteractionMatrix ratings = TestMatrices.random(new Random(3), 30, 50, 0.1);
    SparseMatrix features = TestMatrices.features(new Random(4), 50, 8);
    ItemGram gram = new ItemGram(ratings, features, new ItemGram.Shares(0.3, 5));
    double[] best = SymmetricEigen.of(TestMatrices.dense(gram)).values();

    ItemSpectrum spectrum = ItemSpectrum.of(gram, 50, 7);

    assertThat(spectrum.rank()).isEqualTo(50);
    for (int i = 0; i < 50; i++) {
      assertThat(spectrum.eigenvalues()[i]).isCloseTo(best[i], within(1e-6));
    }
  }

  @Test
  void unratedMoviesAndIdleUsersAreZero() {
    // Three users rate movies 1 and 3 of five, the second user nothing: one singular value,
    // sqrt(2 * 2), and nothing else.
    InteractionMatrix ratings =
        new InteractionMatrix(5, new int[] {0, 2, 2, 4}, new int[] {1, 3, 1, 3});

    ItemSpectrum spectrum = ItemSpectrum.of(ItemGram.of(ratings), 256, 7);

    assertThat(spectrum.movies()).isEqualTo(5);
    assertThat(spectrum.rank()).isEqualTo(3);
    assertThat(spectrum.eigenvalues()[0]).isCloseTo(4, within(1e-9));
    assertThat(spectrum.eigenvalues()[1]).isZero();
    assertThat(spectrum.eigenvalues()[2]).isZero();
    for (int movie = 0; movie < 5; movie++) {
      double expected = movie == 1 || movie == 3 ? Math.sqrt(0.5) : 0;
      assertThat(Math.abs(spectrum.vectors()[movie * 3]))
          .isCloseTo((float) expected, within(1e-6f));
      assertThat(spectrum.vectors()[movie * 3 + 1]).isZero();
      assertThat(spectrum.vectors()[movie * 3 + 2]).isZero();
    }
  }

  @Test
  void nobodyRatedAnything() {
    ItemSpectrum spectrum =
        ItemSpectrum.of(ItemGram.of(new InteractionMatrix(3, new int[4], new int[0])), 2, 7);

    assertThat(spectrum.eigenvalues()).containsOnly(0);
    assertThat(spectrum.vectors()).hasSize(6).containsOnly(0);
    assertThat(LinearItemModel.of(spectrum, 100).candidate()).containsOnly(0);
  }

  @Test
  void sameSeedSameNumbers() {
    InteractionMatrix ratings = TestMatrices.random(new Random(1), 50, 70, 0.1);

    assertThat(ItemSpectrum.of(ItemGram.of(ratings), 10, 5).vectors())
        .isEqualTo(ItemSpectrum.of(ItemGram.of(ratings), 10, 5).vectors());
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(() -> new InteractionMatrix(2, new int[] {0, 1}, new int[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 2: expected 0 to 1");
    assertThatThrownBy(() -> new InteractionMatrix(2, new int[] {0, 2}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    InteractionMatrix three = new InteractionMatrix(3, new int[2], new int[0]);
    assertThatThrownBy(() -> ItemSpectrum.of(ItemGram.of(three), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank 0: expected at least 1");
  }

  /**
   * The vectors are orthonormal, and they hold nearly as much of X as the best of their number: the
   * sum of the leading eigenvalues of {@code X^T X}. The last ones have not quite converged, which
   * is why a vector's image may be a little longer than its singular value.
   */
  private static void assertLeading(InteractionMatrix matrix, int rank) {
    ItemSpectrum spectrum = ItemSpectrum.of(ItemGram.of(matrix), rank, 11);
    double[][] dense = TestMatrices.dense(matrix);
    double[] best = SymmetricEigen.of(DenseRows.gram(dense)).values();
    double bestSum = 0;
    double sum = 0;
    for (int i = 0; i < rank; i++) {
      bestSum += best[i];
      double image = 0;
      for (double[] row : dense) {
        double dot = 0;
        for (int movie = 0; movie < row.length; movie++) {
          dot += row[movie] * spectrum.vectors()[movie * rank + i];
        }
        image += dot * dot;
      }
      assertThat(image).isCloseTo(spectrum.eigenvalues()[i], withinPercentage(0.1));
      sum += image;
      for (int other = 0; other <= i; other++) {
        double dot = 0;
        for (int movie = 0; movie < matrix.columns(); movie++) {
          dot += spectrum.vectors()[movie * rank + i] * spectrum.vectors()[movie * rank + other];
        }
        assertThat(dot).isCloseTo(other == i ? 1 : 0, within(1e-5));
      }
    }
    assertThat(sum).isBetween(0.999 * bestSum, bestSum + 1e-3);
  }
}
