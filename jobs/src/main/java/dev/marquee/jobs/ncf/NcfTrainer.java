package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.NcfConfig;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Trains a NeuMF model with log loss and uniform negatives (He et al. 2017, equation 7), Adam with
 * a learning-rate schedule and early stopping on validation nDCG@10. The best epoch's weights are
 * the result.
 *
 * <p>One epoch costs O(interactions x (1 + negatives) x {@link NcfArchitecture#forwardFlops()}) for
 * training and O(validation users x movies) for validation. Same seed, same threads: same weights.
 */
final class NcfTrainer {
  private final Interactions interactions;
  private final NcfConfig config;
  private final Device device;
  private final Consumer<EpochReport> progress;

  NcfTrainer(
      Interactions interactions, NcfConfig config, Device device, Consumer<EpochReport> progress) {
    this.interactions = interactions;
    this.config = config;
    this.device = device;
    this.progress = progress;
  }

  /**
   * Trains to the end and leaves the best epoch's weights in {@code directory}.
   *
   * @return the best epoch
   */
  EpochReport train(Path directory) throws IOException {
    // The engine allows one gradient collector in a JVM; tasks that share an executor take turns.
    synchronized (NcfTrainer.class) {
      Engine.getInstance().setRandomSeed((int) config.seed());
      Holdout holdout = Holdout.latest(interactions, config.validationUsers(), config.seed());
      TrainingSamples samples =
          new TrainingSamples(interactions, holdout, config.negativesPerPositive());
      NcfArchitecture architecture =
          NcfArchitecture.of(config, interactions.users(), interactions.movies());
      try (Model model = Model.newInstance("ncf", device)) {
        NeuMf block = new NeuMf(architecture);
        model.setBlock(block);
        long stepsPerEpoch =
            (samples.samplesPerEpoch() + config.batchSize() - 1) / config.batchSize();
        try (Trainer trainer = model.newTrainer(trainingConfig(stepsPerEpoch))) {
          trainer.initialize(new Shape(config.batchSize()), new Shape(config.batchSize()));
          return epochs(trainer, block, samples, new Validation(interactions, holdout), directory);
        }
      }
    }
  }

  private DefaultTrainingConfig trainingConfig(long stepsPerEpoch) {
    return trainingConfig(config, device, new LearningRates(config, stepsPerEpoch));
  }

  /** The loss, optimizer and initializer that every training run uses. */
  static DefaultTrainingConfig trainingConfig(
      NcfConfig config, Device device, LearningRates learningRates) {
    return new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
        .optDevices(new Device[] {device})
        .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
        .optOptimizer(
            Optimizer.adamW()
                .optLearningRateTracker(learningRates)
                .optWeightDecays((float) config.weightDecay())
                .build());
  }

  private EpochReport epochs(
      Trainer trainer, NeuMf block, TrainingSamples samples, Validation validation, Path directory)
      throws IOException {
    EpochReport best = null;
    TrainingStep step = new TrainingStep(trainer, config.batchSize());
    long started = System.nanoTime();
    for (int epoch = 1; epoch <= config.epochs(); epoch++) {
      samples.startEpoch(config.seed() * 1_000_003 + epoch);
      long epochStarted = System.nanoTime();
      double loss = step.epoch(samples);
      double seconds = (System.nanoTime() - epochStarted) / 1e9;
      double ndcg = validation.ndcg(block, trainer.getManager());
      if (!Double.isFinite(loss)) {
        throw new UserError(
            "ncf: the loss is " + loss + " in epoch " + epoch + "; lower ncf.learningRate");
      }
      boolean better = best == null || ndcg > best.ndcg();
      double pace = (System.nanoTime() - started) / 1e9 / epoch;
      EpochReport report =
          new EpochReport(
              epoch,
              config.epochs(),
              loss,
              ndcg,
              better,
              samples.samplesPerEpoch() / seconds,
              pace * (config.epochs() - epoch));
      progress.accept(report);
      if (better) {
        best = report;
        NcfCheckpoint.saveParameters(block, directory);
      } else if (epoch - best.epoch() >= config.patience()) {
        break;
      }
    }
    return best;
  }

  /** The training step: one batch forward, backward and update. */
  static final class TrainingStep {
    private final Trainer trainer;
    private final long[] users;
    private final long[] movies;
    private final float[] labels;

    TrainingStep(Trainer trainer, int batchSize) {
      this.trainer = trainer;
      users = new long[batchSize];
      movies = new long[batchSize];
      labels = new float[batchSize];
    }

    /** Runs all batches of the started epoch and returns the mean loss of its samples. */
    double epoch(TrainingSamples samples) {
      try (NDManager epoch = trainer.getManager().newSubManager()) {
        // The loss is summed on the device: reading it in each step would wait for the device.
        NDArray lossSum = epoch.zeros(new Shape());
        long count = 0;
        for (int n = samples.fill(users, movies, labels);
            n > 0;
            n = samples.fill(users, movies, labels)) {
          step(n, lossSum);
          count += n;
        }
        return lossSum.getFloat() / count;
      }
    }

    /** Runs one batch of the started epoch; returns its samples, 0 at the end of the epoch. */
    int next(TrainingSamples samples) {
      int n = samples.fill(users, movies, labels);
      if (n > 0) {
        try (NDManager batch = trainer.getManager().newSubManager()) {
          step(n, batch.zeros(new Shape()));
        }
      }
      return n;
    }

    private void step(int n, NDArray lossSum) {
      try (NDManager step = trainer.getManager().newSubManager()) {
        Shape shape = new Shape(n);
        NDList inputs =
            new NDList(
                step.create(LongBuffer.wrap(users, 0, n), shape),
                step.create(LongBuffer.wrap(movies, 0, n), shape));
        NDList targets = new NDList(step.create(FloatBuffer.wrap(labels, 0, n), new Shape(n, 1)));
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList outputs = trainer.forward(inputs, targets);
          NDArray loss = trainer.getLoss().evaluate(targets, outputs);
          collector.backward(loss);
          NDArray detached = loss.stopGradient();
          lossSum.addi(detached.mul(n));
          outputs.close();
          loss.close();
          detached.close();
        }
        trainer.step();
      }
    }
  }
}
