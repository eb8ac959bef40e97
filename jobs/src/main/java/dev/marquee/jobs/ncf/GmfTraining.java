package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import dev.marquee.data.PoolingBlock;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.NcfConfig;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains {@link HistoryGmf}: every step takes some users, cuts their histories by the {@link
 * Objective} and moves all vectors by Adam. With a validation part it stops early and keeps the
 * best epoch; without one it runs as many epochs as it is told, on the same schedule.
 *
 * <p>An epoch costs O(users x movies x factors): the price of a softmax over the catalogue; from
 * {@code ncf.softmaxMovies} movies on only the pooling grows with the catalogue. Same seed, same
 * threads: same weights.
 */
final class GmfTraining {
  /** An epoch often takes a tenth of a second: a line for each would bury the others. */
  private static final int REPORTED_EPOCHS = 10;

  /**
   * Shrinkage of pooled histories: training hardly ever tells a user by so few ratings. Half is
   * left of two.
   */
  private static final float SHRINKAGE = 16;

  private final Interactions data;
  private final NcfConfig config;
  private final PoolingBlock weighting;
  private final float[] content;
  private final Device device;
  private final Consumer<String> progress;

  /**
   * A training on some interactions.
   *
   * @param weighting how ratings weigh in a history; size, queries and base do not matter
   * @param content what movies are about, row-major {@code [movies][components]}, to train along;
   *     empty for none
   */
  GmfTraining(
      Interactions data,
      NcfConfig config,
      PoolingBlock weighting,
      float[] content,
      Device device,
      Consumer<String> progress) {
    this.data = data;
    this.config = config;
    this.weighting = weighting;
    this.content = content;
    this.device = device;
    this.progress = progress;
  }

  /** Trains on what is fitted and keeps the epoch that is best on the validation part. */
  GmfBranch best(NcfConfig.Objective objective, ValidationRanking validation) {
    return run(objective, validation, config.epochs());
  }

  /** Trains so many epochs and keeps the last. */
  GmfBranch epochs(NcfConfig.Objective objective, int epochs) {
    return run(objective, null, epochs);
  }

  private GmfBranch run(NcfConfig.Objective kind, ValidationRanking validation, int epochs) {
    int users = config.userIds() ? data.users() : 0;
    int movies = data.movies();
    try (Model model = Model.newInstance("ncf", device)) {
      NDArray known =
          content.length == 0
              ? null
              : model.getNDManager().create(content, new Shape(movies, content.length / movies));
      HistoryGmf block = new HistoryGmf(users, movies, config.factors(), config.heads(), known);
      model.setBlock(block);
      int batch = Math.min(config.userBatch(), data.users());
      int steps = (data.users() + batch - 1) / batch;
      LearningRates rates = new LearningRates(config, steps);
      try (Trainer trainer = model.newTrainer(GmfStep.trainingConfig(config, device, rates))) {
        trainer.initialize(new Shape(1), new Shape(1), new Shape(1), new Shape(1));
        block.startBiases(data.counts());
        return new Run(trainer, block, kind).epochs(validation, epochs);
      }
    }
  }

  /** One run's state. */
  private final class Run {
    private final NDManager manager;
    private final HistoryGmf block;
    private final GmfStep step;
    private final NcfConfig.Objective kind;
    private final Objective objective;
    private final HistoryBatch batch;
    private final SplittableRandom random;
    private final int[] order = IntStream.range(0, data.users()).toArray();

    Run(Trainer trainer, HistoryGmf block, NcfConfig.Objective kind) {
      manager = trainer.getManager();
      this.block = block;
      this.kind = kind;
      objective = new Objective(kind, config, config.seed() + 1);
      batch = new HistoryBatch(data, config, weighting, config.seed() + 2);
      random = new SplittableRandom(config.seed() + 3);
      step = new GmfStep(trainer, block, batch, data, config);
    }

    GmfBranch epochs(ValidationRanking validation, int epochs) {
      GmfBranch best = null;
      long started = System.nanoTime();
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double loss = epoch(epoch);
        if (!Double.isFinite(loss)) {
          throw new UserError(
              "ncf: the loss is " + loss + " in epoch " + epoch + "; lower ncf.learningRate");
        }
        double pace = (System.nanoTime() - started) / 1e9 / epoch;
        boolean last = epoch == epochs;
        if (validation == null) {
          report(epoch, epochs, loss, Double.NaN, false, pace);
          best = last ? branch(epoch, Double.NaN) : null;
        } else {
          GmfBranch now = branch(epoch, Double.NaN);
          double ndcg = now.ndcg(validation);
          boolean better = best == null || ndcg > best.ndcg();
          report(epoch, epochs, loss, ndcg, better, pace);
          if (better) {
            best = now.withNdcg(ndcg);
          } else if (epoch - best.epoch() >= config.patience()) {
            break;
          }
        }
      }
      return best;
    }

    private void report(
        int epoch, int epochs, double loss, double ndcg, boolean better, double pace) {
      if (epoch % REPORTED_EPOCHS != 0 && epoch > 1 && epoch < epochs) {
        return;
      }
      progress.accept(
          new EpochReport(
                  kind,
                  epoch,
                  epochs,
                  loss,
                  ndcg,
                  better,
                  data.users() / pace,
                  pace * (epochs - epoch))
              .line());
    }

    private double epoch(int epoch) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
      double progressed = (epoch - 1) / (double) Math.max(1, config.epochs() - 1);
      double dropout =
          config.inputDropout() + progressed * (config.finalInputDropout() - config.inputDropout());
      try (NDManager epochManager = manager.newSubManager()) {
        // Summed on the device: reading the loss in each step would wait for the device.
        NDArray sum = epochManager.zeros(new Shape());
        long wanted = 0;
        for (int from = 0; from < order.length; from += config.userBatch()) {
          int to = Math.min(order.length, from + config.userBatch());
          batch.fill(order, from, to, objective, dropout);
          if (batch.wantedCount() > 0) {
            step.run(sum);
            wanted += batch.wantedCount();
          }
        }
        return sum.getFloat() / Math.max(1, wanted);
      }
    }

    private GmfBranch branch(int epoch, double ndcg) {
      int factors = config.factors();
      float[] users = block.userVectors();
      // Without histories a visitor is the average user.
      float[] base = config.history() ? new float[factors] : takeMean(users, factors);
      PoolingBlock pooling =
          new PoolingBlock(
              "gmf",
              factors,
              weighting.recencyFloor(),
              weighting.recencyScale(),
              weighting.ratingSlope(),
              weighting.neutralRating(),
              Math.max(1, config.heads()),
              block.attentionQueries(),
              shrinkage(factors),
              base);
      return new GmfBranch(
          kind,
          epoch,
          ndcg,
          pooling,
          config.history() ? block.historyVectors() : new float[data.movies() * factors],
          block.candidateVectors(),
          block.biases(),
          users);
    }

    private float[] shrinkage(int factors) {
      float[] shrinkage = new float[factors];
      Arrays.fill(shrinkage, SHRINKAGE);
      return shrinkage;
    }

    private float[] takeMean(float[] vectors, int factors) {
      float[] mean = new float[factors];
      int rows = vectors.length / factors;
      for (int i = 0; i < vectors.length; i++) {
        mean[i % factors] += vectors[i] / rows;
      }
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] -= mean[i % factors];
      }
      return mean;
    }
  }
}
