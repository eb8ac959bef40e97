package dev.marquee.jobs.ncf;

import ai.djl.training.tracker.Tracker;
import dev.marquee.jobs.config.NcfConfig;

/**
 * The learning rate of each step: linear warm-up, then constant, or half a cosine from the peak to
 * a tenth of it (Loshchilov and Hutter 2017, equation 5, without restarts).
 */
final class LearningRates implements Tracker {
  private static final double FINAL_SHARE = 0.1;

  private final double peak;
  private final boolean cosine;
  private final long warmupSteps;
  private final long totalSteps;

  LearningRates(NcfConfig config, long stepsPerEpoch) {
    peak = config.learningRate();
    cosine = config.learningRateSchedule() == NcfConfig.Schedule.COSINE;
    warmupSteps = config.warmupEpochs() * stepsPerEpoch;
    totalSteps = config.epochs() * stepsPerEpoch;
  }

  /** The rate of the n-th update, counted from 1. */
  @Override
  public float getNewValue(int update) {
    if (update <= warmupSteps) {
      return (float) (peak * update / warmupSteps);
    }
    if (!cosine) {
      return (float) peak;
    }
    double progress = Math.min(1.0, (update - warmupSteps) / (double) (totalSteps - warmupSteps));
    double share = FINAL_SHARE + (1 - FINAL_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress));
    return (float) (peak * share);
  }
}
