package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.linear.ItemGram;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAssemblyTest {
  private static final int MOVIES = 30;
  private static final int FACTORS = 4;
  private static final Interactions DATA =
      NcfFixtures.interactions(MOVIES, new int[] {1, 2, 3}, new int[] {7}, new int[] {9, 4});

  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static GmfBranch gmf() {
    return new GmfBranch(
        NcfConfig.Objective.NEXT,
        1,
        0,
        PoolingBlock.plain("gmf", FACTORS),
        random(MOVIES * FACTORS, 1),
        random(MOVIES * FACTORS, 2),
        random(MOVIES, 3),
        random(3 * FACTORS, 4));
  }

  private static LinearBranch linear() {
    return new LinearBranch(
        ItemGram.Shares.NONE,
        1,
        PoolingBlock.plain("linear", 2),
        random(MOVIES * 2, 5),
        random(MOVIES * 2, 6));
  }

  /** The MLP branch of DJL over the blended logits, against the assembled model in the tables. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theAssembledModelScoresLikeItsBranches(boolean residual) {
    NcfConfig config = NcfFixtures.config("ncf.hiddenUnits=[8,8]", "ncf.residual=" + residual);
    GmfBranch gmf = gmf();
    ModelVectors vectors = new Blend(1, 3, 0).vectors(gmf, linear(), DATA);
    NcfArchitecture shape =
        new NcfArchitecture(3, MOVIES, FACTORS, FACTORS, config.hiddenUnits(), residual);
    MlpBlock block = new MlpBlock(shape, 0.5f);
    block.setInitializer(new NormalInitializer(0.5f), Parameter.Type.WEIGHT);
    block.setInitializer(new NormalInitializer(0.5f), Parameter.Type.BIAS);
    Shape any = new Shape(1);
    block.initialize(manager, DataType.FLOAT32, any, any, any);
    int[] users = {0, 1, 2};
    MlpBranch mlp = new MlpBranch(1, block.movieVectors(), block.hidden(), block.output());

    NcfWeights weights = new ModelAssembly(vectors, gmf).weights(mlp, config, users, null, null);
    float[] actual;
    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      actual = scorer.logits(weights.gmfUsers(), weights.mlpUsers());
    }

    ModelVectors pooled = new ModelVectors(DATA);
    gmf.addTo(pooled);
    for (int user : users) {
      float[] gmfVector = Arrays.copyOf(pooled.users(new int[] {user}), FACTORS);
      long[] rows = new long[MOVIES];
      float[] offsets = new float[MOVIES];
      for (int movie = 0; movie < MOVIES; movie++) {
        rows[movie] = movie;
        offsets[movie] = blended(vectors, user, movie);
      }
      NDList inputs =
          new NDList(
              manager.create(gmfVector, new Shape(1, FACTORS)),
              manager.create(rows, new Shape(1, MOVIES)),
              manager.create(offsets, new Shape(1, MOVIES)));
      float[] expected =
          block
              .forward(new ParameterStore(manager, false), inputs, false)
              .singletonOrThrow()
              .toFloatArray();
      float[] row = Arrays.copyOfRange(actual, user * MOVIES, (user + 1) * MOVIES);
      assertThat(row).containsExactly(expected, within(1e-3f));
    }
  }

  private static float blended(ModelVectors vectors, int user, int movie) {
    float[] own = vectors.users(new int[] {user});
    float[] candidates = vectors.candidates();
    float sum = 0;
    for (int i = 0; i < own.length; i++) {
      sum += own[i] * candidates[movie * own.length + i];
    }
    return sum;
  }

  /** What serving does for a changed user: the tables' history vectors, pooled, plus the own. */
  @Test
  void theHistoryVectorsPoolToTheUsersVectors() {
    NcfConfig config = NcfFixtures.config("ncf.hiddenUnits=[8]");
    GmfBranch gmf = gmf();
    ModelVectors vectors = new Blend(1, 2, 0).vectors(gmf, linear(), DATA);
    MlpBranch mlp =
        new MlpBranch(
            1,
            random(MOVIES * FACTORS, 7),
            List.of(new NcfWeights.DenseWeights(random(8 * 2 * FACTORS, 8), random(8, 9))),
            random(8, 10));
    NcfWeights weights =
        new ModelAssembly(vectors, gmf).weights(mlp, config, new int[] {2}, null, null);

    HistoryPooling pooling = new HistoryPooling(weights.pooling());
    float[] user = pooling.pool(weights.history(), new int[] {9, 4}, new float[] {4, 4}, 2);

    int width = weights.architecture().gmfFactors();
    assertThat(pooling.length()).isEqualTo(2 + FACTORS + 1 + FACTORS);
    for (int i = 0; i < FACTORS; i++) {
      float own = gmf.users()[2 * FACTORS + i];
      assertThat(user[2 + i] + own).isEqualTo(weights.gmfUsers()[2 + i], within(1e-5f));
      assertThat(user[width + i] + own).isEqualTo(weights.mlpUsers()[i], within(1e-5f));
    }
    assertThat(user[width - 1]).isEqualTo(1f);
  }

  @Test
  void calibrationMovesTheTenthBestToAHalfAndKeepsTheOrder() {
    ModelVectors vectors = new Blend(1, 0, 0).vectors(gmf(), linear(), DATA);
    NcfWeights weights =
        new ModelAssembly(vectors, gmf())
            .weights(null, NcfFixtures.config(), new int[] {1}, null, null);

    NcfWeights calibrated = ModelAssembly.calibrated(weights, manager);

    float[] before = logits(weights);
    float[] after = logits(calibrated);
    for (int movie = 1; movie < MOVIES; movie++) {
      assertThat(Float.compare(after[movie], after[0]))
          .isEqualTo(Float.compare(before[movie], before[0]));
    }
    Arrays.sort(after);
    assertThat(after[MOVIES - 10]).isEqualTo(0, within(1e-4f));
    assertThat(1 / (1 + Math.exp(-after[MOVIES - 1]))).isEqualTo(0.9, within(0.005));
  }

  private float[] logits(NcfWeights weights) {
    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      return scorer.logits(weights.gmfUsers(), weights.mlpUsers());
    }
  }
}
