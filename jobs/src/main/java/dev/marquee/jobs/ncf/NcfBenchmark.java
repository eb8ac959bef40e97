package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.djl.Devices;
import java.io.PrintStream;
import java.util.Arrays;
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
  private static final int ROUNDS = 5;
  private static final int INTERACTIONS_PER_USER = 40;

  private final NcfConfig config;
  private final Interactions interactions;
  private final NcfArchitecture architecture;
  private final Device device;
  private final double secondsPerRound;

  /**
   * A benchmark on random interactions.
   *
   * @param users number of users
   * @param movies number of movies
   * @param secondsPerRound time of one measurement; there are five rounds of each
   */
  public NcfBenchmark(
      NcfConfig config, int users, int movies, Device device, double secondsPerRound) {
    this.config = config;
    this.device = device;
    this.secondsPerRound = secondsPerRound;
    interactions = random(users, movies, config.seed());
    architecture = NcfArchitecture.of(config, users, movies);
  }

  private record Measurement(double perSecond, double flopsPerSecond) {}

  private interface Work {
    /** Does a piece of work and returns how many samples it was. */
    long run();
  }

  /** Runs all measurements and prints a table. */
  public void run(PrintStream out) {
    Engine.getInstance().setRandomSeed((int) config.seed());
    int threads =
        config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
    Devices.setThreads(threads);
    out.printf(
        Locale.ROOT,
        "NCF benchmark: %d users, %d movies, %d factors, MLP %s, batch %d, device %s, %d threads%n",
        architecture.users(),
        architecture.movies(),
        architecture.factors(),
        architecture.hiddenUnits(),
        config.batchSize(),
        device,
        threads);
    try (Model model = Model.newInstance("ncf", device)) {
      NeuMf block = new NeuMf(architecture);
      model.setBlock(block);
      LearningRates rates = new LearningRates(config, 1000);
      try (Trainer trainer = model.newTrainer(NcfTrainer.trainingConfig(config, device, rates))) {
        trainer.initialize(new Shape(config.batchSize()), new Shape(config.batchSize()));
        training(out, trainer);
        scoring(out, block, trainer.getManager());
      }
    }
  }

  private void training(PrintStream out, Trainer trainer) {
    Holdout nothing = Holdout.latest(interactions, 0, config.seed());
    TrainingSamples samples =
        new TrainingSamples(interactions, nothing, config.negativesPerPositive());
    NcfTrainer.TrainingStep step = new NcfTrainer.TrainingStep(trainer, config.batchSize());
    samples.startEpoch(config.seed());
    long[] epoch = {0};
    Work train =
        () -> {
          long done = step.next(samples);
          if (done == 0) {
            samples.startEpoch(config.seed() + ++epoch[0]);
          }
          return done;
        };
    try (NDManager manager = trainer.getManager().newSubManager()) {
      MatrixProducts products = new MatrixProducts(manager, config.batchSize(), true, architecture);
      compare(out, "training", "samples/s", 3 * architecture.forwardFlops(), train, products);
    }
  }

  private void scoring(PrintStream out, NeuMf block, NDManager parent) {
    int batch = 8;
    int factors = architecture.factors();
    float[] gmf = new float[batch * factors];
    float[] mlp = new float[batch * factors];
    Arrays.fill(gmf, 0.1f);
    Arrays.fill(mlp, -0.1f);
    try (NDManager manager = parent.newSubManager();
        CatalogueScorer scorer = new CatalogueScorer(block, manager)) {
      MatrixProducts products =
          new MatrixProducts(manager, CatalogueScorer.CHUNK_ROWS, false, architecture);
      Work score = () -> scorer.score(gmf, mlp).length;
      compare(
          out,
          "catalogue scoring",
          "scores/s",
          CatalogueScorer.flopsPerScore(architecture),
          score,
          products);
    }
  }

  private void compare(
      PrintStream out, String name, String unit, long flops, Work work, MatrixProducts products) {
    measure(work, flops);
    measure(products, products.flopsPerRow());
    Measurement[] ours = new Measurement[ROUNDS];
    Measurement[] bare = new Measurement[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = measure(work, flops);
      bare[round] = measure(products, products.flopsPerRow());
    }
    double[] ratios =
        IntStream.range(0, ROUNDS)
            .mapToDouble(r -> ours[r].flopsPerSecond() / bare[r].flopsPerSecond())
            .toArray();
    out.printf(
        Locale.ROOT,
        "%-18s %,12.0f %s  %6.1f GFLOP/s  bare matrix products %6.1f GFLOP/s  ratio %.0f %%"
            + " (%.0f-%.0f)%n",
        name,
        median(Arrays.stream(ours).mapToDouble(Measurement::perSecond).toArray()),
        unit,
        median(Arrays.stream(ours).mapToDouble(Measurement::flopsPerSecond).toArray()) / 1e9,
        median(Arrays.stream(bare).mapToDouble(Measurement::flopsPerSecond).toArray()) / 1e9,
        100 * median(ratios),
        100 * Arrays.stream(ratios).min().orElseThrow(),
        100 * Arrays.stream(ratios).max().orElseThrow());
  }

  private Measurement measure(Work work, long flopsPerSample) {
    long started = System.nanoTime();
    long samples = 0;
    double seconds = 0;
    while (seconds < secondsPerRound) {
      samples += work.run();
      seconds = (System.nanoTime() - started) / 1e9;
    }
    return new Measurement(samples / seconds, samples * (double) flopsPerSample / seconds);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
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
    return new Interactions(ids(users), ids(movies), offsets, rated);
  }

  private static long[] ids(int count) {
    return IntStream.range(0, count).asLongStream().toArray();
  }

  /** The matrix products of one batch, operands ready, results dropped. */
  private static final class MatrixProducts implements Work {
    private final int rows;
    private final NDArray[][] operands;
    private long flops;

    MatrixProducts(NDManager manager, int rows, boolean training, NcfArchitecture architecture) {
      this.rows = rows;
      int last = architecture.factors() + architecture.lastHiddenUnits();
      int[][] layers =
          Stream.concat(
                  architecture.hiddenLayers().stream()
                      .skip(training ? 0 : 1)
                      .map(layer -> new int[] {layer.inputSize(), layer.outputSize()}),
                  Stream.of(new int[] {last, 1}))
              .toArray(int[][]::new);
      operands = new NDArray[layers.length * (training ? 3 : 1)][];
      int k = 0;
      for (int[] layer : layers) {
        operands[k++] = pair(manager, rows, layer[0], layer[1]);
        if (training) {
          operands[k++] = pair(manager, rows, layer[1], layer[0]);
          operands[k++] = pair(manager, layer[1], rows, layer[0]);
        }
      }
    }

    private NDArray[] pair(NDManager manager, int rows, int inner, int columns) {
      flops += 2L * rows * inner * columns;
      return new NDArray[] {
        manager.randomNormal(new Shape(rows, inner)),
        manager.randomNormal(new Shape(inner, columns))
      };
    }

    long flopsPerRow() {
      return flops / rows;
    }

    @Override
    public long run() {
      for (NDArray[] pair : operands) {
        pair[0].matMul(pair[1]).close();
      }
      return rows;
    }
  }
}
