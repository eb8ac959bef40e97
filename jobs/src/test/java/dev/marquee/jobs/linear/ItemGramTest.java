package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemGramTest {
  private static final int MOVIES = 14;

  private final InteractionMatrix ratings = TestMatrices.random(new Random(3), 30, MOVIES, 0.2);
  private final SparseMatrix features = TestMatrices.features(new Random(4), MOVIES, 8);

  @Test
  void ofInteractionsAloneItCountsSharedUsers() {
    assertClose(TestMatrices.dense(ItemGram.of(ratings)), shared(TestMatrices.dense(ratings)));
  }

  @Test
  void ratingsCountByTheirWeights() {
    InteractionMatrix weighted = TestMatrices.weighted(new Random(5), ratings);

    assertClose(TestMatrices.dense(ItemGram.of(weighted)), shared(TestMatrices.dense(weighted)));
  }

  @Test
  void contentJoinsMoviesAsTheirUsersDo() {
    double[][] expected = shared(TestMatrices.dense(ratings));
    double[][] byFeature = features.transposedTimes(TestMatrices.identity(MOVIES));
    double[][] similarity = features.times(byFeature);
    for (int i = 0; i < MOVIES; i++) {
      SparseMatrix.add(expected[i], 5, similarity[i]);
    }

    assertClose(
        TestMatrices.dense(new ItemGram(ratings, features, new ItemGram.Shares(0, 5))), expected);
  }

  /** One user with 30 movies in the order of their numbers: runs of 27 and 3, and of 9. */
  @Test
  void moviesOfARunStandCloserTogether() {
    int[] movies = IntStream.range(0, 30).toArray();
    InteractionMatrix one = new InteractionMatrix(30, new int[] {0, 30}, movies);

    double[][] gram = TestMatrices.dense(new ItemGram(one, null, new ItemGram.Shares(0.5, 0)));

    assertThat(gram[1][0]).isEqualTo(2);
    assertThat(gram[1][8]).isEqualTo(2);
    assertThat(gram[1][9]).isEqualTo(1.5);
    assertThat(gram[1][26]).isEqualTo(1.5);
    assertThat(gram[1][27]).isEqualTo(1);
    assertThat(gram[29][26]).isEqualTo(1);
    assertThat(gram[29][27]).isEqualTo(1.5);
  }

  @Test
  void ratingsOfARunCountByTheirWeights() {
    float[] weights = new float[30];
    Arrays.fill(weights, 1);
    weights[1] = 3;
    weights[8] = 0.5f;
    InteractionMatrix one =
        new InteractionMatrix(30, new int[] {0, 30}, IntStream.range(0, 30).toArray(), weights);

    double[][] gram = TestMatrices.dense(new ItemGram(one, null, new ItemGram.Shares(0.5, 0)));

    assertThat(gram[1][0]).isEqualTo(3 * 2);
    assertThat(gram[1][8]).isEqualTo(3 * 2 * 0.5);
    assertThat(gram[8][1]).isEqualTo(3 * 2 * 0.5);
    assertThat(gram[29][1]).isEqualTo(3);
  }

  /** Otherwise users of few ratings would count more than others. */
  @Test
  void aRunOfAllRatingsSaysNothingNew() {
    InteractionMatrix three = new InteractionMatrix(3, new int[] {0, 3}, new int[] {2, 0, 1});

    double[][] gram = TestMatrices.dense(new ItemGram(three, null, new ItemGram.Shares(0.5, 0)));

    assertThat(gram).isDeepEqualTo(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}});
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(() -> ItemGram.of(new InteractionMatrix(0, new int[2], new int[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("users 1, movies 0: expected at least one of each");
    InteractionMatrix three = new InteractionMatrix(3, new int[2], new int[0]);
    assertThatThrownBy(() -> new ItemGram(three, features, ItemGram.Shares.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features of 14 movies: expected 3");
    assertThatThrownBy(() -> new ItemGram(three, null, new ItemGram.Shares(0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("content counts like 2.0 users: expected features");
  }

  /** {@code X^T X}. */
  private static double[][] shared(double[][] users) {
    double[][] gram = new double[MOVIES][MOVIES];
    for (double[] row : users) {
      for (int i = 0; i < MOVIES; i++) {
        SparseMatrix.add(gram[i], row[i], row);
      }
    }
    return gram;
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-9));
    }
  }
}
