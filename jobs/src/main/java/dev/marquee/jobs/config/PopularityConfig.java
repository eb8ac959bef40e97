package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code popularity}; see {@code conf/local.conf}. */
public record PopularityConfig(
    Formula formula,
    double damping,
    double likeThreshold,
    double confidence,
    double trendHalfLifeDays) {

  /** What the popularity score is. */
  public enum Formula {
    /** How often a movie was rated, on a logarithmic scale. */
    RATING_COUNT,
    /** Mean rating shrunk towards the global mean. */
    DAMPED_MEAN,
    /** Lower bound of the share of likes. */
    WILSON
  }

  /** Refuses negative damping and confidences outside 0.5 to 1. */
  public PopularityConfig {
    Check.atLeast("damping", damping, 0);
    Check.between("confidence", confidence, 0.5, 0.9999);
    Check.positive("trendHalfLifeDays", trendHalfLifeDays);
  }
}
