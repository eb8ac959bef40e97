package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The block in DJL and the plain Java that serves must give the same logits. */
class HistoryGmfTest {
  private static final int MOVIES = 50;
  private static final int FACTORS = 12;
  private static final double TOLERANCE = 1e-4;

  /** Movies and stars, oldest first; likes, a dislike and an old rating. */
  private static final int[] RATED = {3, 17, 8, 41, 22};

  private static final float[] STARS = {4, 0.5f, 5, 3, 4.5f};

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 3", "1, 0", "3, 0", "4, 3"})
  void plainJavaScoresLikeDjl(int heads, int users) {
    try (Model model = Model.newInstance("parity", Device.cpu());
        NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      HistoryGmf block = new HistoryGmf(users, MOVIES, FACTORS, heads);
      model.setBlock(block);
      block.setInitializer(new NormalInitializer(0.5f), Parameter.Type.WEIGHT);
      block.setInitializer(new NormalInitializer(0.5f), Parameter.Type.BIAS);
      Shape any = new Shape(1);
      block.initialize(manager, DataType.FLOAT32, any, any, any, any);
      PoolingBlock pooling =
          new PoolingBlock(
              "gmf",
              FACTORS,
              0.2f,
              10,
              0.5f,
              3.5f,
              Math.max(1, heads),
              block.attentionQueries(),
              new float[0],
              new float[FACTORS]);

      // A known user, the same with a rating added, and a visitor without ratings.
      for (int count : new int[] {4, 5, 0}) {
        for (int named = 0; named <= Math.min(1, users); named++) {
          float[] java = logits(block, pooling, count, users > 0 ? 2 : -1, named);
          float[] djl = logits(block, manager, pooling, count, 2, named);
          for (int movie = 0; movie < MOVIES; movie++) {
            assertThat(java[movie]).isEqualTo(djl[movie], within((float) TOLERANCE));
          }
        }
      }
    }
  }

  private static float[] logits(
      HistoryGmf block, PoolingBlock pooling, int count, int user, int named) {
    float[] vector =
        new HistoryPooling(List.of(pooling)).pool(block.historyVectors(), RATED, STARS, count);
    for (int i = 0; i < FACTORS && user >= 0; i++) {
      vector[i] += named * block.userVectors()[user * FACTORS + i];
    }
    float[] candidates = block.candidateVectors();
    float[] logits = block.biases();
    for (int movie = 0; movie < MOVIES; movie++) {
      for (int i = 0; i < FACTORS; i++) {
        logits[movie] += vector[i] * candidates[movie * FACTORS + i];
      }
    }
    return logits;
  }

  private static float[] logits(
      HistoryGmf block,
      NDManager manager,
      PoolingBlock pooling,
      int count,
      int user,
      int named,
      NDArray... kept) {
    float[] given = new float[MOVIES];
    for (int j = 0; j < count; j++) {
      given[RATED[j]] = (float) pooling.weight(STARS[j], count - 1 - j);
    }
    NDList inputs =
        new NDList(
            manager.create(given, new Shape(1, MOVIES)),
            manager.create(new long[] {user}),
            manager.create(new float[] {named}, new Shape(1, 1)),
            manager.arange(0, MOVIES, 1, DataType.INT64));
    inputs.addAll(new NDList(kept));
    return block
        .forward(new ParameterStore(manager, false), inputs, false)
        .singletonOrThrow()
        .toFloatArray();
  }

  /** Movies 7 and 9 have the same content; without their own vectors they are the same movie. */
  @Test
  void contentStandsForMoviesWhoseOwnVectorsAreLeftOut() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray content = manager.randomNormal(new Shape(MOVIES, 4));
      content.set(new NDIndex("9"), content.get(7));
      HistoryGmf block = new HistoryGmf(0, MOVIES, FACTORS, 0, content);
      block.setInitializer(new NormalInitializer(0.5f), Parameter.Type.WEIGHT);
      Shape any = new Shape(1);
      block.initialize(manager, DataType.FLOAT32, any, any, any, any);
      PoolingBlock pooling = PoolingBlock.plain("gmf", FACTORS);
      NDArray kept = manager.ones(new Shape(MOVIES, 1));

      float[] whole = logits(block, manager, pooling, 5, 0, 0, kept);
      assertThat(whole).containsExactly(logits(block, pooling, 5, -1, 0), within(1e-4f));
      assertThat(whole[7]).isNotCloseTo(whole[9], within(1e-2f));

      kept.set(new NDIndex("7"), 0f);
      kept.set(new NDIndex("9"), 0f);
      float[] without = logits(block, manager, pooling, 5, 0, 0, kept);
      assertThat(without[7]).isEqualTo(without[9], within(1e-5f)).isNotZero();
      assertThat(without[10]).isEqualTo(whole[10], within(1e-5f));
    }
  }

  @Test
  void fewerColumnsAreTheSameLogitsOfFewerMovies() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      HistoryGmf block = new HistoryGmf(0, MOVIES, FACTORS, 0);
      Shape any = new Shape(1);
      block.initialize(manager, DataType.FLOAT32, any, any, any, any);
      block.startBiases(new int[MOVIES]);
      NDArray given = manager.zeros(new Shape(1, MOVIES));
      given.set(new NDIndex("0, 5"), 1f);
      ParameterStore store = new ParameterStore(manager, false);
      NDArray user = manager.create(new long[] {0});
      NDArray named = manager.zeros(new Shape(1, 1));
      NDArray every = manager.arange(0, MOVIES, 1, DataType.INT64);
      NDArray some = manager.create(new long[] {40, 2});

      float[] all =
          block.forward(store, new NDList(given, user, named, every), false).head().toFloatArray();
      float[] few =
          block.forward(store, new NDList(given, user, named, some), false).head().toFloatArray();

      assertThat(few).containsExactly(new float[] {all[40], all[2]}, within(1e-6f));
      assertThat(Arrays.equals(all, new float[MOVIES])).isFalse();
    }
  }
}
