package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.Ids;
import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.NcfLayer;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NcfScorerTest {

  @Test
  void scoresAHandWorkedModel() {
    // User 7 (GMF 2, MLP 3), movie 10 (GMF 0.5, MLP -1); MLP input (3, -1).
    //   layer 1: W = [[1, 2], [0, -1]], b = (0, 1):  (3 - 2, 1 + 1) = (1, 2), relu (1, 2),
    //            plus its own input: (1, 2) + (3, -1) = (4, 1)
    //   layer 2: W = [[1, -1], [-1, 0]], b = (0, 0): (3, -4), relu (3, 0), plus (4, 1) = (7, 1)
    //   GMF: 2 * 0.5 = 1
    //   output: h = (4; 1, -2), b = 0.5: 4 * 1 + 7 - 2 + 0.5 = 9.5
    // Movie 40 (GMF 0, MLP 0): input (3, 0), layer 1: (3, 1) + (3, 0) = (6, 1),
    //   layer 2: (5, -6), relu (5, 0), plus (6, 1) = (11, 1), output 11 - 2 + 0.5 = 9.5
    NcfScorer.ForUser user =
        new NcfScorer(FourMovies.snapshot().ncf())
            .forUser(new UserVector(new float[] {2}, new float[] {3}));

    assertThat(user.logits(new int[] {0, 3})).containsExactly(9.5f, 9.5f);
  }

  @Test
  void withoutAnMlpTheScoreIsTheGmfProduct() {
    // h = (1, 2), b = 3: (1 * 2 * 5 + 2 * 3 * 7) + 3 = 55 and (0 + 2 * 3 * 1) + 3 = 9
    NcfFactors ncf =
        new NcfFactors(
            new DenseVectors(new float[] {5, 7, 0, 1}, 2, 2),
            new DenseVectors(new float[0], 2, 0),
            new DenseVectors(new float[4], 2, 2),
            new Ids(new long[0]),
            new DenseVectors(new float[0], 0, 0),
            new DenseVectors(new float[0], 0, 0),
            new HistoryPooling(List.of(PoolingBlock.plain("linear", 2))),
            List.of(
                new NcfLayer(
                    "output",
                    2,
                    1,
                    new float[] {1, 2},
                    new float[] {3},
                    "sigmoid",
                    OptionalInt.empty())));
    NcfScorer scorer = new NcfScorer(ncf);
    NcfScorer.ForUser user = scorer.forUser(new UserVector(new float[] {2, 3}, new float[0]));

    assertThat(user.logits(new int[] {0, 1})).containsExactly(55, 9);
    assertThat(user.mlpLogits(new int[] {1, 0})).containsExactly(0, 0);
    // Mean (52 + 6) / 2 + 3, deviation (52 - 6) / 2.
    Retrieval retrieval = new Retrieval(ncf, scorer);
    assertThat(retrieval.scores(user)).containsExactly(52, 6);
    assertThat(retrieval.scale(user)).isEqualTo(new Scale(32, 23));
  }

  @Test
  void agreesWithTheFormulaInRealSizesForAnyBlock() {
    Snapshot snapshot = SyntheticSnapshot.of(700, 3, 5, true);
    UserVector vector =
        new UserVector(snapshot.ncf().userGmf().row(1), snapshot.ncf().userMlp().row(1));
    NcfScorer.ForUser user = new NcfScorer(snapshot.ncf()).forUser(vector);
    int[] all = IntStream.range(0, 700).toArray();

    float[] logits = user.logits(all);

    for (int movie : new int[] {0, 1, 255, 256, 511, 699}) {
      assertThat((double) logits[movie])
          .isCloseTo(plainLogit(snapshot.ncf(), vector, movie), within(1e-4));
      // To the bit: neither the block nor the neighbours matter.
      assertThat(user.logits(new int[] {movie})[0]).isEqualTo(logits[movie]);
    }
  }

  /** The contract of {@code ncf_layers} word for word, in double. */
  private static double plainLogit(NcfFactors ncf, UserVector user, int movie) {
    int hidden = ncf.layers().size() - 1;
    double[][] inputs = new double[hidden + 1][];
    inputs[0] = concat(toDouble(user.mlp()), toDouble(ncf.movieMlp().row(movie)));
    for (int position = 0; position < hidden; position++) {
      NcfLayer layer = ncf.layers().get(position);
      double[] output = product(layer, inputs[position]);
      for (int i = 0; i < output.length; i++) {
        output[i] = Math.max(0, output[i]);
        if (layer.residualFrom().isPresent()) {
          output[i] += inputs[layer.residualFrom().getAsInt()][i];
        }
      }
      inputs[position + 1] = output;
    }
    double[] gmf = toDouble(ncf.movieGmf().row(movie));
    for (int i = 0; i < gmf.length; i++) {
      gmf[i] *= user.gmf()[i];
    }
    return product(ncf.layers().get(hidden), concat(gmf, inputs[hidden]))[0];
  }

  private static double[] product(NcfLayer layer, double[] input) {
    double[] output = new double[layer.outputSize()];
    for (int row = 0; row < output.length; row++) {
      output[row] = layer.bias()[row];
      for (int column = 0; column < input.length; column++) {
        output[row] += layer.weights()[row * input.length + column] * input[column];
      }
    }
    return output;
  }

  private static double[] toDouble(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] concat(double[] first, double[] second) {
    double[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
