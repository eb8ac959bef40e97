package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentProjectionTest {
  /** Terms 7 and 8 stand in two texts each, 9 in one; "Drama" is of one movie only. */
  private static final float[] NONE = {};

  private static final List<MovieContent> MOVIES =
      List.of(
          new MovieContent(new int[] {7, 9}, new float[] {.6f, .8f}, NONE, List.of("Comedy"), 0),
          new MovieContent(
              new int[] {7, 8}, new float[] {.6f, .8f}, NONE, List.of("Comedy", "Drama"), 0),
          new MovieContent(new int[] {8}, new float[] {1}, NONE, List.of(), 0),
          new MovieContent(new int[0], new float[0], NONE, List.of(), 0));

  @Test
  void featuresOfOneMovieAreLeftOutAndRowsHaveLengthOne() {
    SparseMatrix features = ContentFeatures.of(MOVIES);

    // Columns in order of appearance: term 7, Comedy, term 8. Text has half of the squared
    // length, Comedy the rest; the second text keeps its proportions; the third movie has nothing
    // but text.
    assertThat(features.width()).isEqualTo(3);
    double[][] dense = dense(features);
    assertThat(dense[0]).containsExactly(new double[] {a(.5), a(.5), 0}, within(1e-6));
    assertThat(dense[1])
        .containsExactly(new double[] {.6 * a(.5), a(.5), .8 * a(.5)}, within(1e-6));
    assertThat(dense[2]).containsExactly(new double[] {0, 0, 1}, within(1e-6));
    assertThat(dense[3]).containsOnly(0);
  }

  @Test
  void anEmbeddingIsAPartByItselfWithoutTheMean() {
    // The mean is (1, 0): what is left are (0, 1) and (0, -1), half of the length beside Drama.
    SparseMatrix features =
        ContentFeatures.of(
            List.of(embedded("Drama", 1, 1), embedded("Drama", 1, -1), embedded("War", 1, 0)));

    double[][] dense = dense(features);
    assertThat(dot(dense[0], dense[0])).isCloseTo(1, within(1e-9));
    assertThat(dot(dense[0], dense[1])).isCloseTo(0, within(1e-9));
    assertThat(dense[2]).containsOnly(0);
  }

  private static MovieContent embedded(String genre, float... embedding) {
    return new MovieContent(new int[0], new float[0], embedding, List.of(genre), 0);
  }

  @Test
  void yearsReachTwoYearsAside() {
    // 1999 and 2001 share 1999 (1, .5), 2000 (.5, .5) and 2001 (.5, 1), not their decades. Of the
    // years 1997 to 2003 only these three are of two movies, so all have one weight:
    // (1, .5, .5) and (.5, .5, 1), of length sqrt(1.5), with the dot product 1.25 / 1.5.
    double[][] dense =
        dense(ContentFeatures.of(List.of(year(1999), year(2001), year(0), year(1950))));

    assertThat(dense[0]).hasSize(3);
    assertThat(dot(dense[0], dense[1])).isCloseTo(1.25 / 1.5, within(1e-9));
    assertThat(dense[2]).containsOnly(0);
    assertThat(dense[3]).containsOnly(0);
  }

  @Test
  void genrePairsAreFeatures() {
    // Horror and War as a pair are of two movies, singly of two and three: ln(6 / 3) = .6931 for
    // Horror and the pair, ln(6 / 4) = .4055 for War.
    SparseMatrix features =
        ContentFeatures.of(
            List.of(
                genres("War", "Horror"),
                genres("Horror", "War"),
                genres("War"),
                genres(),
                genres()));

    double[][] dense = dense(features);
    assertThat(features.width()).isEqualTo(3);
    assertThat(dense[0]).containsExactly(dense[1]);
    double length = Math.sqrt(2 * .6931 * .6931 + .4055 * .4055);
    assertThat(dot(dense[0], dense[2])).isCloseTo(.4055 / length, within(1e-4));
  }

  @Test
  void projectionIsRidgeRegressionOnRatedMoviesAndWhatItLeavesOver() {
    // One feature, 1 in all three movies; ratings 3, 1 and none, so weights 1/2, 1/4 and 0:
    // (1/2 + 1/4 + penalty 1/4) w = 6 / 2 + 4 / 4 and 2 / 2 - 8 / 4, so w = (4, -1). That leaves
    // (2, 3) and (0, -7) over, of which (1, -1/4) / (1/2 + 1/4 + 3) is for a movie like both.
    SparseMatrix features =
        new SparseMatrix(
            List.of(new int[1], new int[1], new int[1], new int[0]),
            List.of(new double[] {1}, new double[] {1}, new double[] {1}, new double[0]),
            1);
    float[] targets = {6, 2, 4, -8, Float.NaN, Float.NaN, 0, 0};

    ContentProjection projection =
        ContentProjection.fit(features, new int[] {3, 1, 0, 0}, targets, 2, .25);

    assertThat(projection.predict(new int[] {2, 3, 0}))
        .containsExactly(
            new float[] {4 + 1 / 3.75f, -1 - .25f / 3.75f, 0, 0, 4, -1}, within(1e-5f));
  }

  @Test
  void wideTargetsAreSolvedInPieces() {
    // Feature i is movie i's alone, weight 1/4, penalty 1/4: half of every target comes back.
    SparseMatrix features =
        new SparseMatrix(
            List.of(new int[] {0}, new int[] {1}), List.of(new double[] {1}, new double[] {1}), 2);
    float[] targets = new float[2 * 150];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i;
    }

    float[] predicted =
        ContentProjection.fit(features, new int[] {1, 1}, targets, 150, .25).predict(new int[] {1});

    for (int i = 0; i < 150; i++) {
      assertThat(predicted[i]).isCloseTo((150 + i) / 2f, within(1e-3f));
    }
  }

  @Test
  void withoutFeaturesAllIsZero() {
    SparseMatrix none = ContentFeatures.of(List.of(year(0)));

    assertThat(
            ContentProjection.fit(none, new int[] {3}, new float[] {1, 2}, 2, 1)
                .predict(new int[] {0}))
        .containsOnly(0);
    assertThatThrownBy(() -> ContentProjection.fit(none, new int[] {3}, new float[3], 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 target numbers: expected 1 and 2");
  }

  private static double a(double share) {
    return Math.sqrt(share);
  }

  private static MovieContent year(int year) {
    return new MovieContent(new int[0], new float[0], NONE, List.of(), year);
  }

  private static MovieContent genres(String... genres) {
    return new MovieContent(new int[0], new float[0], NONE, Arrays.asList(genres), 0);
  }

  private static double[][] dense(SparseMatrix matrix) {
    double[][] identity = new double[matrix.width()][matrix.width()];
    for (int i = 0; i < identity.length; i++) {
      identity[i][i] = 1;
    }
    return matrix.times(identity);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
