package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeuMfTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  @Test
  void scoresAHandWorkedModel() {
    // One user, one movie, one factor, hidden layers [2, 2]; MLP input (3, -1).
    //   layer 1: W = [[1, 2], [0, -1]], b = (0, 1):  (3 - 2, 1 + 1) = (1, 2), relu (1, 2),
    //            keeps the size 2, so its own input comes on top: (1, 2) + (3, -1) = (4, 1)
    //   layer 2: W = [[1, -1], [-1, 0]], b = (0, 0): (3, -4), relu (3, 0), plus (4, 1) = (7, 1)
    //   GMF: 2 * 0.5 = 1
    //   output: h = (4; 1, -2), b = 0.5: 4 * 1 + 7 - 2 + 0.5 = 9.5
    NeuMf model = initialized(new NcfArchitecture(1, 1, 1, List.of(2, 2), true, 0f));
    model.gmfUsers().set(new float[] {2f});
    model.gmfMovies().set(new float[] {0.5f});
    model.mlpUsers().set(new float[] {3f});
    model.mlpMovies().set(new float[] {-1f});
    model.hiddenWeights(0).set(new float[] {1, 2, 0, -1});
    model.hiddenBias(0).set(new float[] {0, 1});
    model.hiddenWeights(1).set(new float[] {1, -1, -1, 0});
    model.hiddenBias(1).set(new float[] {0, 0});
    model.outputWeights().set(new float[] {4, 1, -2});
    model.outputBias().set(new float[] {0.5f});

    assertThat(logits(model, new long[] {0}, new long[] {0})[0]).isEqualTo(9.5f, within(1e-6f));
    try (CatalogueScorer scorer = new CatalogueScorer(model, manager)) {
      float probability = scorer.score(new float[] {2f}, new float[] {3f})[0];
      assertThat(probability).isEqualTo((float) (1 / (1 + Math.exp(-9.5))), within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCatalogueScorerAgreesWithTheModel(boolean residual) {
    // More pairs than one chunk holds, and a last chunk that is not full.
    int movies = CatalogueScorer.CHUNK_ROWS + 37;
    NeuMf model = initialized(new NcfArchitecture(3, movies, 4, List.of(16, 8, 8), residual, 0.5f));
    long[] users = {2, 0};
    float[] gmf = UserVectors.rows(model.gmfUsers(), users, 4);
    float[] mlp = UserVectors.rows(model.mlpUsers(), users, 4);

    float[] scores;
    try (CatalogueScorer scorer = new CatalogueScorer(model, manager)) {
      scores = scorer.score(gmf, mlp);
    }

    assertThat(scores).hasSize(2 * movies);
    for (int user = 0; user < 2; user++) {
      for (int movie : new int[] {0, 1, 2047, 2048, movies / 2, movies - 1}) {
        float logit = logits(model, new long[] {users[user]}, new long[] {movie})[0];
        assertThat(scores[user * movies + movie])
            .isEqualTo((float) (1 / (1 + Math.exp(-logit))), within(1e-5f));
      }
    }
  }

  @Test
  void savesAndLoadsTheSameWeights() throws Exception {
    NcfArchitecture architecture = new NcfArchitecture(3, 5, 2, List.of(4), true, 0f);
    NeuMf model = initialized(architecture);
    ByteArrayOutputStream users = new ByteArrayOutputStream();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    model.saveUsers(new DataOutputStream(users));
    model.saveMoviesAndLayers(new DataOutputStream(rest));

    NeuMf loaded = new NeuMf(architecture);
    loaded.loadUsers(manager, input(users));
    loaded.loadMoviesAndLayers(manager, input(rest));

    long[] allUsers = {0, 1, 2};
    long[] someMovies = {4, 0, 3};
    assertThat(logits(loaded, allUsers, someMovies)).isEqualTo(logits(model, allUsers, someMovies));
  }

  private static DataInputStream input(ByteArrayOutputStream bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  /** A model with weights large enough that all parts of a score matter. */
  private NeuMf initialized(NcfArchitecture architecture) {
    Engine.getInstance().setRandomSeed(3);
    NeuMf model = new NeuMf(architecture);
    model.setInitializer(new NormalInitializer(0.5f), Parameter.Type.WEIGHT);
    model.setInitializer(new NormalInitializer(0.5f), Parameter.Type.BIAS);
    model.initialize(manager, DataType.FLOAT32, new Shape(1), new Shape(1));
    return model;
  }

  private float[] logits(NeuMf model, long[] users, long[] movies) {
    NDArray output =
        model
            .forward(
                new ParameterStore(manager, false),
                new NDList(manager.create(users), manager.create(movies)),
                false)
            .singletonOrThrow();
    assertThat(output.getShape()).isEqualTo(new Shape(users.length, 1));
    return output.toFloatArray();
  }
}
