package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.djl.Devices;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of the machine the NCF loop uses: training and full-catalogue scoring, each beside bare
 * matrix products of exactly its shapes through the same engine. The two alternate in one run, so
 * that a slow minute of the machine hits both; the medians are printed.
 */
public final class NcfBenchmark {
  private static final int INTERACTIONS_PER_USER = 40;

  private final NcfConfig config;
  private final Interactions interactions;
  private final Device device;
  private final SpeedComparison comparison;

  /**
   * A benchmark on random interactions.
   *
   * @param users number of users
   * @param movies number of movies
   * @param secondsPerRound time of one measurement; there are several of each
   */
  public NcfBenchmark(
      NcfConfig config, int users, int movies, Device device, double secondsPerRound) {
    this.config = config;
    this.device = device;
    comparison = new SpeedComparison(device, secondsPerRound);
    interactions = random(users, movies, config.seed());
  }

  /** Runs all measurements and prints a table. */
  public void run(PrintStream out) {
    Engine.getInstance().setRandomSeed((int) config.seed());
    int threads =
        config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
    Devices.setThreads(threads);
    out.printf(
        Locale.ROOT,
        "NCF benchmark: %d users, %d movies, %d factors, %d users a step, device %s, %d threads%n",
        interactions.users(),
        interactions.movies(),
        config.factors(),
        config.userBatch(),
        device,
        threads);
    try (Model model = Model.newInstance("ncf", device)) {
      HistoryGmf block = new HistoryGmf(0, interactions.movies(), config.factors(), config.heads());
      model.setBlock(block);
      LearningRates rates = new LearningRates(config, 1000);
      try (Trainer trainer = model.newTrainer(GmfStep.trainingConfig(config, device, rates))) {
        trainer.initialize(new Shape(1), new Shape(1), new Shape(1), new Shape(1));
        training(out, trainer, block);
      }
      scoring(out);
    }
  }

  private void training(PrintStream out, Trainer trainer, HistoryGmf block) {
    PoolingBlock plain = PoolingBlock.plain("gmf", config.factors());
    HistoryBatch batch = new HistoryBatch(interactions, config, plain, config.seed());
    Objective objective = new Objective(NcfConfig.Objective.RECONSTRUCT, config, config.seed() + 1);
    GmfStep step = new GmfStep(trainer, block, batch, interactions, config);
    int users = Math.min(config.userBatch(), interactions.users());
    int[] order = IntStream.range(0, interactions.users()).toArray();
    int[] next = {0};
    int columns = Math.min(interactions.movies(), config.softmaxMovies());
    // Pooling forward and its gradient for the movies; logits forward and both their gradients.
    int movies = interactions.movies();
    int factors = config.factors();
    int[][] shapes = {
      {users, movies, factors},
      {movies, users, factors},
      {users, factors, columns},
      {users, columns, factors},
      {columns, users, factors}
    };
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDArray sum = manager.zeros(new Shape());
      SpeedComparison.Work train =
          () -> {
            if (next[0] + users > order.length) {
              next[0] = 0;
            }
            batch.fill(order, next[0], next[0] + users, objective, 0.5);
            next[0] += users;
            step.run(sum);
            return users;
          };
      MatrixProducts products = new MatrixProducts(manager, users, shapes);
      comparison.run(out, "training", "users/s", products.flopsPerSample(), train, products);
    }
  }

  private void scoring(PrintStream out) {
    int users = 8;
    int factors = config.factors();
    NcfArchitecture architecture =
        new NcfArchitecture(
            interactions.users(),
            interactions.movies(),
            factors,
            factors,
            config.hiddenUnits(),
            config.residual());
    float[] vectors = new float[users * factors];
    Arrays.fill(vectors, 0.1f);
    int rows = Math.min(CatalogueScorer.chunkRows(device), users * interactions.movies());
    int last = factors + architecture.lastHiddenUnits();
    int[][] shapes =
        Stream.concat(
                architecture.hiddenLayers().stream()
                    .skip(1)
                    .map(layer -> new int[] {rows, layer.inputSize(), layer.outputSize()}),
                Stream.of(new int[] {rows, last, 1}))
            .toArray(int[][]::new);
    try (NDManager manager = NDManager.newBaseManager(device);
        CatalogueScorer scorer = new CatalogueScorer(zeros(architecture), manager)) {
      MatrixProducts products = new MatrixProducts(manager, rows, shapes);
      SpeedComparison.Work score = () -> scorer.score(vectors, vectors).length;
      comparison.run(
          out,
          "scoring with MLP",
          "scores/s",
          CatalogueScorer.flopsPerScore(architecture),
          score,
          products);
    }
  }

  private static NcfWeights zeros(NcfArchitecture architecture) {
    int gmf = architecture.gmfFactors();
    int mlp = architecture.mlpFactors();
    int movies = architecture.movies();
    return new NcfWeights(
        architecture,
        new float[0],
        new float[0],
        new float[movies * gmf],
        new float[movies * mlp],
        new float[movies * (gmf + mlp)],
        List.of(PoolingBlock.plain("gmf", gmf), PoolingBlock.plain("mlp", mlp)),
        architecture.hiddenLayers().stream()
            .map(
                layer ->
                    new NcfWeights.DenseWeights(
                        new float[layer.inputSize() * layer.outputSize()],
                        new float[layer.outputSize()]))
            .toList(),
        new float[gmf + architecture.lastHiddenUnits()],
        0);
  }

  private static Interactions random(int users, int movies, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int perUser = Math.min(INTERACTIONS_PER_USER, movies / 2);
    int[] offsets = new int[users + 1];
    int[] rated = new int[users * perUser];
    for (int user = 0; user < users; user++) {
      offsets[user + 1] = offsets[user] + perUser;
      // Distinct by construction: one movie in each of perUser equal ranges.
      for (int i = 0; i < perUser; i++) {
        int from = (int) ((long) i * movies / perUser);
        int to = (int) ((long) (i + 1) * movies / perUser);
        rated[offsets[user] + i] = from + random.nextInt(to - from);
      }
    }
    float[] stars = new float[rated.length];
    Arrays.fill(stars, 4);
    return new Interactions(ids(users), ids(movies), offsets, rated, stars);
  }

  private static long[] ids(int count) {
    return IntStream.range(0, count).asLongStream().toArray();
  }
}
