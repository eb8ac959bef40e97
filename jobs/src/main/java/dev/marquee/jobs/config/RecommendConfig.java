package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code recommend}; see {@code conf/local.conf}. */
public record RecommendConfig(int topN, int userBatch) {
  /** Refuses sizes below 1. */
  public RecommendConfig {
    Check.atLeast("topN", topN, 1);
    Check.atLeast("userBatch", userBatch, 1);
  }
}
