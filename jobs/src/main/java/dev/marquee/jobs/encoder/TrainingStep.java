package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import dev.marquee.data.UserError;
import java.util.function.Function;

/** One step: loss, gradients, update. What it allocates is freed with it. */
final class TrainingStep {
  private final Trainer trainer;
  private final String hint;
  private double sum;
  private int steps;

  /**
   * Steps of a trainer.
   *
   * @param hint what to change when the loss is no number
   */
  TrainingStep(Trainer trainer, String hint) {
    this.trainer = trainer;
    this.hint = hint;
  }

  /** Runs a step on the loss that {@code loss} computes with arrays of the given manager. */
  void run(Function<NDManager, NDArray> loss) {
    try (NDManager step = trainer.getManager().newSubManager()) {
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray value = loss.apply(step);
        collector.backward(value);
        sum += value.getFloat();
        steps++;
      }
      trainer.step();
    }
    if (!Double.isFinite(sum)) {
      throw new UserError("train-encoder: the loss is no number; " + hint);
    }
  }

  /** The mean loss since the last call. */
  double meanLoss() {
    double mean = sum / Math.max(1, steps);
    sum = 0;
    steps = 0;
    return mean;
  }
}
