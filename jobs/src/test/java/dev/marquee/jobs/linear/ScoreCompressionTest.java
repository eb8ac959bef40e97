package dev.marquee.jobs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreCompressionTest {
  private static final int MOVIES = 40;

  private final InteractionMatrix rated = TestMatrices.random(new Random(1), 30, MOVIES, 0.2);

  /** The same users, but newer ratings count more. */
  private final SparseMatrix users = weighted(rated);

  private final LinearItemModel whole =
      LinearItemModel.of(
          ItemSpectrum.of(
              new ItemGram(
                  rated,
                  TestMatrices.features(new Random(2), MOVIES, 9),
                  new ItemGram.Shares(0, 4)),
              MOVIES,
              3),
          2);

  /** A matrix of rank 4 but for its diagonal: no four singular vectors of the whole would do. */
  @Test
  void aDiagonalThatNobodyAsksForCostsNoNumbers() {
    float[] factors = new float[MOVIES * 4];
    Random random = new Random(5);
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) random.nextGaussian();
    }
    LinearItemModel planted = new LinearItemModel(4, factors, factors, new double[] {1, 1, 1, 1});
    double[][] matrix = matrix(planted);
    for (int movie = 0; movie < MOVIES; movie++) {
      matrix[movie][movie] += 20 * random.nextDouble();
    }
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    double[] roots = Arrays.stream(eigen.values()).map(Math::sqrt).toArray();
    double[][] half = DenseRows.scaled(eigen.vectors(), roots);

    LinearItemModel compressed = ScoreCompression.of(users, half, half, 4);

    assertThat(difference(offDiagonal(planted), offDiagonal(compressed)))
        .isLessThan(1e-3 * difference(offDiagonal(planted), new double[MOVIES][MOVIES]));
  }

  @Test
  void fewerNumbersKeepMoreOfUnseenMoviesThanTheBestOfTheWholeDo() {
    double[][] kept = DenseRows.times(dense(), offDiagonal(whole));
    double[][] scores = DenseRows.times(dense(), matrix(whole));
    double[][] vectors = SymmetricEigen.of(DenseRows.gram(scores)).vectors();
    double[][] leading = DenseRows.scaled(vectors, ones(8));
    LinearItemModel best =
        new LinearItemModel(
            8,
            DenseRows.flat(DenseRows.times(matrix(whole), leading)),
            DenseRows.flat(leading),
            new double[8]);

    double lost = difference(kept, DenseRows.times(dense(), offDiagonal(best)));

    assertThat(difference(kept, DenseRows.times(dense(), offDiagonal(whole.compressed(users, 8)))))
        .isLessThan(0.8 * lost);
  }

  @Test
  void asManyNumbersAsThereAreStayAsTheyAre() {
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

  private static SparseMatrix weighted(InteractionMatrix rated) {
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

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** {@code H C^T}. */
  private static double[][] matrix(LinearItemModel model) {
    double[][] matrix = new double[MOVIES][MOVIES];
    for (int row = 0; row < MOVIES; row++) {
      for (int column = 0; column < MOVIES; column++) {
        for (int i = 0; i < model.rank(); i++) {
          matrix[row][column] +=
              (double) model.history()[row * model.rank() + i]
                  * model.candidate()[column * model.rank() + i];
        }
      }
    }
    return matrix;
  }

  private static double[][] offDiagonal(LinearItemModel model) {
    double[][] matrix = matrix(model);
    for (int movie = 0; movie < MOVIES; movie++) {
      matrix[movie][movie] = 0;
    }
    return matrix;
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
