package dev.marquee.jobs.config;

/** Keys under {@code publish}; see {@code conf/local.conf}. */
public record PublishConfig(int keep) {
  /** Refuses to keep less than the current snapshot. */
  public PublishConfig {
    Check.atLeast("keep", keep, 1);
  }
}
