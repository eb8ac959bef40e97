package dev.marquee.data;

/**
 * By how much one setting is better than another over the same users: the mean of the differences
 * and its standard error. Users differ far more from each other than settings do, so differences of
 * the same user tell much smaller gains from chance than two means do.
 *
 * @param mean mean difference, above 0 where the first setting is better
 * @param standardError standard error of the mean; 0 with fewer than two users
 */
public record PairedDifference(double mean, double standardError) {
  /** Far below any difference that matters, far above what sums of doubles lose. */
  private static final double ROUNDING = 1e-12;

  /**
   * The difference of two settings.
   *
   * @param values a figure of each user with the first setting
   * @param reference the same users' with the second, in the same order
   */
  public static PairedDifference of(double[] values, double[] reference) {
    int count = values.length;
    if (reference.length != count) {
      throw new IllegalArgumentException(
          "%d values beside %d: expected the same users".formatted(count, reference.length));
    }
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += (values[i] - reference[i]) / count;
    }
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double deviation = values[i] - reference[i] - mean;
      squares += deviation * deviation;
    }
    double error = count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count);
    return new PairedDifference(mean, error);
  }

  /**
   * Whether the first setting is better by more than so many standard errors. One is the rule of
   * Breiman et al. (1984, "Classification and Regression Trees", section 3.4.3), by which the
   * simpler of two settings stays unless the other is clearly better; the best of many settings
   * needs more, for one of them is always ahead by chance. A gain of a single user is one standard
   * error exactly, which rounding must not turn into more.
   */
  public boolean exceeds(double standardErrors) {
    return mean > standardErrors * standardError + ROUNDING;
  }
}
