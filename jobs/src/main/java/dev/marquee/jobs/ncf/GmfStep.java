package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.marquee.jobs.config.NcfConfig;

/** One step of training: a batch forward, backward and update. */
final class GmfStep {
  private static final float SECOND_MOMENT_DECAY = 0.99f;

  private final Trainer trainer;
  private final HistoryGmf block;
  private final HistoryBatch batch;
  private final float scale;
  private final NDArray decay;

  GmfStep(
      Trainer trainer, HistoryGmf block, HistoryBatch batch, Interactions data, NcfConfig config) {
    this.trainer = trainer;
    this.block = block;
    this.batch = batch;
    int users = Math.min(config.userBatch(), data.users());
    scale = 1f / users / Math.max(1, data.size() / (float) data.users());
    decay = config.decay() > 0 ? decays(data, config) : null;
  }

  /** The optimiser of every training run. */
  static DefaultTrainingConfig trainingConfig(NcfConfig config, Device device, Tracker rates) {
    return new DefaultTrainingConfig(Loss.l2Loss())
        .optDevices(new Device[] {device})
        .optOptimizer(
            Optimizer.adamW()
                .optLearningRateTracker(rates)
                .optBeta2(SECOND_MOMENT_DECAY)
                .optWeightDecays((float) config.weightDecay())
                .build());
  }

  private NDArray decays(Interactions data, NcfConfig config) {
    int[] counts = data.counts();
    float[] weights = new float[counts.length];
    for (int movie = 0; movie < weights.length; movie++) {
      weights[movie] =
          (float) (config.decay() * Math.pow(counts[movie] + 1.0, -config.decayExponent()));
    }
    return trainer.getManager().create(weights, new Shape(weights.length, 1));
  }

  /** Runs the batch as it is filled and adds its loss to the sum, on the device. */
  void run(NDArray sum) {
    try (NDManager step = trainer.getManager().newSubManager()) {
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray logits = trainer.forward(batch.inputs(step)).head();
        NDArray loss = batch.loss(step, logits);
        NDArray minimised = loss.mul(scale);
        if (decay != null) {
          ParameterStore store = new ParameterStore(step, false);
          minimised = minimised.add(block.weightedSquares(store, decay));
        }
        collector.backward(minimised);
        sum.addi(loss.stopGradient());
      }
      trainer.step();
    }
  }
}
