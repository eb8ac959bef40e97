package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code ingest}; see {@code conf/local.conf}. */
public record IngestConfig(double maxRejectedShare, double minRating, double maxRating) {
  /** Refuses shares outside 0 to 1 and empty rating ranges. */
  public IngestConfig {
    Check.between("maxRejectedShare", maxRejectedShare, 0, 1);
    Check.atLeast("maxRating", maxRating, minRating);
  }
}
