package dev.marquee.evaluation.statistics;

/**
 * A mean difference between two models over the users that both have a value for.
 *
 * @param mean first minus second
 * @param low lower end of its bootstrap interval
 * @param high upper end
 * @param pValue two-sided: twice the smaller share of resamples on either side of 0, at most 1
 * @param users how many have both values
 */
public record Difference(double mean, double low, double high, double pValue, int users) {
  private static final double LEVEL = 0.05;

  /** Whether the difference would be found by chance in fewer than 5 % of samples. */
  public boolean isSignificant() {
    return pValue < LEVEL;
  }
}
