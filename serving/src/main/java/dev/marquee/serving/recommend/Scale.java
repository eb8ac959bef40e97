package dev.marquee.serving.recommend;

/**
 * The common scale of a component: standard deviations above the mean, {@code (raw - mean) /
 * deviation}.
 *
 * @param mean mean of the raw scores
 * @param deviation their standard deviation; where it is 0 every score becomes 0
 */
record Scale(double mean, double deviation) {

  /** The scale of raw scores. */
  static Scale of(float[] raw) {
    double sum = 0;
    for (float value : raw) {
      sum += value;
    }
    double mean = raw.length == 0 ? 0 : sum / raw.length;
    double squares = 0;
    for (float value : raw) {
      squares += (value - mean) * (value - mean);
    }
    return measured(mean, raw.length == 0 ? 0 : Math.sqrt(squares / raw.length));
  }

  /** The scale of a mean and a deviation that were measured on floats. */
  static Scale measured(double mean, double deviation) {
    // Below this, differences are rounding errors.
    return new Scale(mean, deviation <= 1e-6 * Math.max(1e-3, Math.abs(mean)) ? 0 : deviation);
  }

  /** A raw score on the common scale. */
  double apply(double raw) {
    return deviation == 0 ? 0 : (raw - mean) / deviation;
  }
}
