package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreCompressionTest {
  private static final int MOVIES = 40;

  private final BinaryMatrix rated = BinaryMatrices.random(new Random(1), 30, MOVIES, 0.2);

  /** The same users, but newer ratings count more. */
  private final SparseMatrix users = weighted(rated);

  private final LinearItemModel whole =
      LinearItemModel.of(
          ItemSpectrum.of(rated, BinaryMatrices.features(new Random(2), MOVIES, 9), 4, MOVIES, 3),
          2);

  @Test
  void fewerNumbersKeepAsMuchOfTheScoresAsAnyCould() {
    double[][] scores = scores(whole);
    double[] squares = SymmetricEigen.of(DenseRows.gram(scores)).values();
    double lost = 0;
    for (int i = 8; i < squares.length; i++) {
      lost += squares[i];
    }

    assertThat(difference(scores, scores(whole.compressed(users, 8))))
        .isCloseTo(lost, withinPercentage(0.01));
  }

  @Test
  void asManyNumbersAsThereAreUsersLoseNothing() {
    LinearItemModel compressed = whole.compressed(users, users.rows());

    assertThat(compressed.rank()).isEqualTo(users.rows());
    assertThat(difference(scores(whole), scores(compressed))).isCloseTo(0, within(1e-8));
    assertThat(whole.compressed(users, MOVIES)).isSameAs(whole);
  }

  @Test
  void squaresAreHowMuchUsersDiffer() {
    LinearItemModel compressed = whole.compressed(users, 8);

    for (int i = 0; i < 8; i++) {
      double length = 0;
      double sum = 0;
      for (int movie = 0; movie < MOVIES; movie++) {
        length += square(compressed.history()[movie * 8 + i]);
      }
      for (double[] user : dense()) {
        double pooled = 0;
        for (int movie = 0; movie < MOVIES; movie++) {
          pooled += user[movie] * compressed.history()[movie * 8 + i];
        }
        sum += square(pooled);
      }
      assertThat(compressed.squares()[i]).isCloseTo(sum / length, withinPercentage(0.01));
    }
  }

  private static SparseMatrix weighted(BinaryMatrix rated) {
    List<int[]> columns = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int user = 0; user < rated.rows(); user++) {
      int[] row =
          Arrays.copyOfRange(rated.columnOf(), rated.offsets()[user], rated.offsets()[user + 1]);
      columns.add(row);
      values.add(IntStream.rangeClosed(1, row.length).mapToDouble(i -> i / 4.0).toArray());
    }
    return new SparseMatrix(columns, values, MOVIES);
  }

  private double[][] dense() {
    double[][] identity = new double[MOVIES][MOVIES];
    for (int i = 0; i < MOVIES; i++) {
      identity[i][i] = 1;
    }
    return users.times(identity);
  }

  private static double square(double value) {
    return value * value;
  }

  /** {@code X H C^T}. */
  private double[][] scores(LinearItemModel model) {
    double[][] history = DenseRows.of(model.history(), model.rank());
    double[][] candidates = DenseRows.of(model.candidate(), model.rank());
    double[][] transposed = new double[model.rank()][MOVIES];
    for (int movie = 0; movie < MOVIES; movie++) {
      for (int i = 0; i < model.rank(); i++) {
        transposed[i][movie] = candidates[movie][i];
      }
    }
    return DenseRows.times(DenseRows.times(dense(), history), transposed);
  }

  private static double difference(double[][] left, double[][] right) {
    double sum = 0;
    for (int row = 0; row < left.length; row++) {
      for (int i = 0; i < left[row].length; i++) {
        sum += square(left[row][i] - right[row][i]);
      }
    }
    return sum;
  }
}
