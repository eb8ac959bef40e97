package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.tracker.Tracker;
import dev.marquee.jobs.config.NcfConfig;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Trains the MLP branch on top of a trained GMF branch, whose vectors and logits stay as they are:
 * the pre-training of He et al. 2017 (section 3.4.1). It starts at nothing, so that it can only
 * add.
 *
 * <p>An epoch costs O(users x {@value MlpBatch#CANDIDATES} x the layers' sizes).
 */
final class MlpTraining {
  /** More never helped: the branch corrects a model that is trained already. */
  static final int MOST_EPOCHS = 8;

  private static final int PATIENCE = 2;

  private final Interactions data;
  private final GmfBranch gmf;
  private final NcfConfig config;
  private final Device device;
  private final Consumer<String> progress;

  MlpTraining(
      Interactions data,
      GmfBranch gmf,
      NcfConfig config,
      Device device,
      Consumer<String> progress) {
    this.data = data;
    this.gmf = gmf;
    this.config = config;
    this.device = device;
    this.progress = progress;
  }

  /** Trains until the validation figure of the branch no longer grows, and keeps the best epoch. */
  MlpBranch best(ToDoubleFunction<MlpBranch> validation) {
    return run(validation, MOST_EPOCHS);
  }

  /** Trains so many epochs and keeps the last. */
  MlpBranch epochs(int epochs) {
    return run(null, epochs);
  }

  private MlpBranch run(ToDoubleFunction<MlpBranch> validation, int epochs) {
    int factors = gmf.pooling().size();
    NcfArchitecture architecture =
        new NcfArchitecture(
            data.users(), data.movies(), factors, factors, config.hiddenUnits(), config.residual());
    MlpBlock block = new MlpBlock(architecture, (float) config.dropout());
    try (Model model = Model.newInstance("mlp", device)) {
      model.setBlock(block);
      Tracker rate = Tracker.fixed((float) config.learningRate());
      var training = GmfStep.trainingConfig(config, device, rate);
      training.optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
      try (Trainer trainer = model.newTrainer(training)) {
        trainer.initialize(new Shape(1), new Shape(1), new Shape(1));
        block.start(gmf.candidates());
        return epochs(trainer, block, validation, epochs);
      }
    }
  }

  private MlpBranch epochs(
      Trainer trainer, MlpBlock block, ToDoubleFunction<MlpBranch> validation, int epochs) {
    int users = Math.max(1, Math.min(data.users(), config.batchSize() / MlpBatch.CANDIDATES));
    MlpBatch batch = new MlpBatch(data, gmf, users, config.seed() + 4);
    Objective objective = new Objective(gmf.objective(), config, config.seed() + 5);
    SplittableRandom random = new SplittableRandom(config.seed() + 6);
    int[] order = IntStream.range(0, data.users()).toArray();
    MlpBranch best = null;
    double bestFigure = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      shuffle(order, random);
      double loss = epoch(trainer, batch, objective, order, users);
      MlpBranch now = new MlpBranch(epoch, block.movieVectors(), block.hidden(), block.output());
      double figure = validation == null ? Double.NaN : validation.applyAsDouble(now);
      progress.accept(
          String.format(
              Locale.ROOT, "MLP epoch %d/%d  loss %.4f%s", epoch, epochs, loss, figure(figure)));
      if (validation == null || best == null || figure > bestFigure) {
        best = now;
        bestFigure = figure;
      } else if (epoch - best.epoch() >= PATIENCE) {
        break;
      }
    }
    return best;
  }

  private static String figure(double value) {
    return Double.isNaN(value)
        ? ""
        : String.format(Locale.ROOT, "  validation nDCG@10 %.4f", value);
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }

  private double epoch(
      Trainer trainer, MlpBatch batch, Objective objective, int[] order, int users) {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDArray sum = manager.zeros(new Shape());
      long wanted = 0;
      for (int from = 0; from < order.length; from += users) {
        int to = Math.min(order.length, from + users);
        batch.fill(order, from, to, objective, config.finalInputDropout());
        if (batch.wantedCount() > 0) {
          step(trainer, batch, sum);
          wanted += batch.wantedCount();
        }
      }
      return sum.getFloat() / Math.max(1, wanted);
    }
  }

  private static void step(Trainer trainer, MlpBatch batch, NDArray sum) {
    try (NDManager step = trainer.getManager().newSubManager()) {
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList inputs = batch.inputs(step);
        NDArray loss = batch.loss(step, trainer.forward(inputs).head());
        collector.backward(loss.mul(1f / batch.wantedCount()));
        sum.addi(loss.stopGradient());
      }
      trainer.step();
    }
  }
}
