package dev.marquee.jobs.encoder;

import ai.djl.Device;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.marquee.jobs.config.EncoderConfig;

/** AdamW with linear warm-up and cosine decay, for both phases. */
final class TrainingConfigs {
  private static final float INITIAL_DEVIATION = 0.02f;
  private static final int WARM_UP_SHARE = 20;

  private TrainingConfigs() {}

  /**
   * A training configuration.
   *
   * @param steps updates of the whole phase; a 20th of them warm up
   */
  static DefaultTrainingConfig of(EncoderConfig config, double rate, long steps, Device device) {
    Tracker cosine =
        Tracker.cosine()
            .setBaseValue((float) rate)
            .optFinalValue((float) rate / WARM_UP_SHARE)
            .setMaxUpdates((int) Math.max(1, steps))
            .build();
    Tracker rates =
        Tracker.warmUp()
            .optWarmUpBeginValue(0f)
            .optWarmUpSteps((int) Math.max(1, steps / WARM_UP_SHARE))
            .setMainTracker(cosine)
            .build();
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
        .optDevices(new Device[] {device})
        .optInitializer(new NormalInitializer(INITIAL_DEVIATION), Parameter.Type.WEIGHT)
        .optOptimizer(
            Optimizer.adamW()
                .optWeightDecays((float) config.weightDecay())
                .optLearningRateTracker(rates)
                .build());
  }
}
