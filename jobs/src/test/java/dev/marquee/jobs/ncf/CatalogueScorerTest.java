package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.marquee.data.PoolingBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueScorerTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  @TempDir Path directory;

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void scoresAHandWorkedModel() {
    // One user, one movie, one factor, hidden layers [2, 2]; MLP input (3, -1).
    //   layer 1: W = [[1, 2], [0, -1]], b = (0, 1):  (3 - 2, 1 + 1) = (1, 2), relu (1, 2),
    //            keeps the size 2, so its own input comes on top: (1, 2) + (3, -1) = (4, 1)
    //   layer 2: W = [[1, -1], [-1, 0]], b = (0, 0): (3, -4), relu (3, 0), plus (4, 1) = (7, 1)
    //   GMF: 2 * 0.5 = 1
    //   output: h = (4; 1, -2), b = 0.5: 4 * 1 + 7 - 2 + 0.5 = 9.5
    NcfWeights weights =
        new NcfWeights(
            new NcfArchitecture(1, 1, 1, 1, List.of(2, 2), true),
            new float[] {2},
            new float[] {3},
            new float[] {0.5f},
            new float[] {-1},
            new float[2],
            List.of(PoolingBlock.plain("gmf", 1), PoolingBlock.plain("mlp", 1)),
            List.of(
                new NcfWeights.DenseWeights(new float[] {1, 2, 0, -1}, new float[] {0, 1}),
                new NcfWeights.DenseWeights(new float[] {1, -1, -1, 0}, new float[] {0, 0})),
            new float[] {4, 1, -2},
            0.5f);

    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      assertThat(scorer.logits(new float[] {2}, new float[] {3})[0]).isEqualTo(9.5f, within(1e-6f));
      assertThat(scorer.score(new float[] {2}, new float[] {3})[0])
          .isEqualTo((float) (1 / (1 + Math.exp(-9.5))), within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void agreesWithPlainJavaOverSeveralChunks(boolean residual) {
    // More pairs than one chunk holds, and a last chunk that is not full.
    int movies = CatalogueScorer.CHUNK_ROWS + 37;
    NcfWeights weights =
        random(new NcfArchitecture(2, movies, 5, 4, List.of(16, 8, 8), residual), 3);

    float[] logits;
    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      logits = scorer.logits(weights.gmfUsers(), weights.mlpUsers());
    }

    assertThat(logits).hasSize(2 * movies);
    for (int user = 0; user < 2; user++) {
      for (int movie : new int[] {0, 1, 2047, 2048, movies / 2, movies - 1}) {
        assertThat((double) logits[user * movies + movie])
            .isEqualTo(logit(weights, user, movie), within(1e-3));
      }
    }
  }

  @Test
  void aModelWithoutAnMlpIsADotProduct() {
    NcfWeights weights = random(new NcfArchitecture(2, 9, 3, 0, List.of(), false), 5);

    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      float[] logits = scorer.logits(weights.gmfUsers(), weights.mlpUsers());
      for (int user = 0; user < 2; user++) {
        for (int movie = 0; movie < 9; movie++) {
          assertThat((double) logits[user * 9 + movie])
              .isEqualTo(logit(weights, user, movie), within(1e-5));
        }
      }
    }
  }

  @Test
  void aCheckpointGivesTheSameWeights() throws Exception {
    Interactions interactions = NcfFixtures.interactions(4, new int[] {0, 1}, new int[] {2});
    NcfWeights weights = random(new NcfArchitecture(2, 4, 3, 2, List.of(4, 2), false), 7);
    var target = new org.apache.hadoop.fs.Path(directory.resolve("ncf").toUri());
    Configuration hadoop = new Configuration();

    NcfCheckpoint.save(weights, interactions, target, hadoop);
    NcfCheckpoint description = NcfCheckpoint.describe(target, hadoop);

    assertThat(description.userIds()).isEqualTo(interactions.userIds());
    assertThat(description.movieIds()).isEqualTo(interactions.movieIds());
    assertThat(description.load(target, hadoop)).usingRecursiveComparison().isEqualTo(weights);
    assertThat(description.loadMovies(target, hadoop))
        .usingRecursiveComparison()
        .ignoringFields("gmfUsers", "mlpUsers")
        .isEqualTo(weights);
  }

  /** The network's equations, written out. */
  private static double logit(NcfWeights weights, int user, int movie) {
    NcfArchitecture architecture = weights.architecture();
    int gmf = architecture.gmfFactors();
    int mlp = architecture.mlpFactors();
    double logit = weights.outputBias();
    for (int i = 0; i < gmf; i++) {
      logit +=
          weights.output()[i]
              * weights.gmfUsers()[user * gmf + i]
              * weights.gmfMovies()[movie * gmf + i];
    }
    double[] values = new double[2 * mlp];
    for (int i = 0; i < mlp; i++) {
      values[i] = weights.mlpUsers()[user * mlp + i];
      values[mlp + i] = weights.mlpMovies()[movie * mlp + i];
    }
    List<double[]> inputs = new ArrayList<>();
    for (var layer : architecture.hiddenLayers()) {
      inputs.add(values);
      NcfWeights.DenseWeights dense = weights.hidden().get(layer.position());
      double[] next = new double[layer.outputSize()];
      for (int row = 0; row < next.length; row++) {
        double sum = dense.bias()[row];
        for (int column = 0; column < values.length; column++) {
          sum += dense.weights()[row * values.length + column] * values[column];
        }
        next[row] = Math.max(0, sum);
        if (layer.residualFrom().isPresent()) {
          next[row] += inputs.get(layer.residualFrom().getAsInt())[row];
        }
      }
      values = next;
    }
    for (int i = 0; i < architecture.lastHiddenUnits(); i++) {
      logit += weights.output()[gmf + i] * values[i];
    }
    return logit;
  }

  private static NcfWeights random(NcfArchitecture architecture, long seed) {
    Random random = new Random(seed);
    int gmf = architecture.gmfFactors();
    int mlp = architecture.mlpFactors();
    List<PoolingBlock> pooling = new ArrayList<>(List.of(PoolingBlock.plain("gmf", gmf)));
    if (mlp > 0) {
      pooling.add(PoolingBlock.plain("mlp", mlp));
    }
    return new NcfWeights(
        architecture,
        random(random, architecture.users() * gmf),
        random(random, architecture.users() * mlp),
        random(random, architecture.movies() * gmf),
        random(random, architecture.movies() * mlp),
        random(random, architecture.movies() * (gmf + mlp)),
        pooling,
        architecture.hiddenLayers().stream()
            .map(
                layer ->
                    new NcfWeights.DenseWeights(
                        random(random, layer.inputSize() * layer.outputSize()),
                        random(random, layer.outputSize())))
            .toList(),
        random(random, gmf + architecture.lastHiddenUnits()),
        0.25f);
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    return Arrays.copyOf(values, count);
  }
}
