package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code publish}; see {@code conf/local.conf}. */
public record PublishConfig(int keep) {
  /** Refuses to keep less than the current snapshot. */
  public PublishConfig {
    Check.atLeast("keep", keep, 1);
  }
}
