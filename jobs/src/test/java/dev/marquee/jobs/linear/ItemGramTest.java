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

  private final BinaryMatrix ratings = BinaryMatrices.random(new Random(3), 30, MOVIES, 0.2);
  private final SparseMatrix features = BinaryMatrices.features(new Random(4), MOVIES, 8);

  @Test
  void ofInteractionsAloneItCountsSharedUsers() {
    assertClose(BinaryMatrices.dense(ItemGram.of(ratings)), shared(BinaryMatrices.dense(ratings)));
  }

  @Test
  void contentJoinsMoviesAsTheirUsersDo() {
    double[][] expected = shared(BinaryMatrices.dense(ratings));
    double[][] byFeature = features.transposedTimes(BinaryMatrices.identity(MOVIES));
    double[][] similarity = features.times(byFeature);
    for (int i = 0; i < MOVIES; i++) {
      SparseMatrix.add(expected[i], 5, similarity[i]);
    }

    assertClose(
        BinaryMatrices.dense(new ItemGram(ratings, features, new ItemGram.Shares(0, 5))), expected);
  }

  /** One user with 14 movies in the order of their numbers: runs of 9 and 5, and of 3 and fewer. */
  @Test
  void moviesOfARunStandCloserTogether() {
    int[] movies = IntStream.range(0, MOVIES).toArray();
    BinaryMatrix one = new BinaryMatrix(MOVIES, new int[] {0, MOVIES}, movies);

    double[][] gram = BinaryMatrices.dense(new ItemGram(one, null, new ItemGram.Shares(0.5, 0)));

    assertThat(Arrays.copyOf(gram[1], 10))
        .containsExactly(2, 2, 2, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1);
    assertThat(Arrays.copyOfRange(gram[13], 8, 14)).containsExactly(1, 1.5, 1.5, 1.5, 2, 2);
  }

  /** Otherwise users of few ratings would count more than others. */
  @Test
  void aRunOfAllRatingsSaysNothingNew() {
    BinaryMatrix three = new BinaryMatrix(3, new int[] {0, 3}, new int[] {2, 0, 1});

    double[][] gram = BinaryMatrices.dense(new ItemGram(three, null, new ItemGram.Shares(0.5, 0)));

    assertThat(gram).isDeepEqualTo(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}});
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(() -> ItemGram.of(new BinaryMatrix(0, new int[2], new int[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("users 1, movies 0: expected at least one of each");
    BinaryMatrix three = new BinaryMatrix(3, new int[2], new int[0]);
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
