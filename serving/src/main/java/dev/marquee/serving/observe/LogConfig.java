package dev.marquee.serving.observe;

import dev.marquee.data.config.Check;

/**
 * What is logged of requests.
 *
 * @param slowMillis from which a request is logged whatever its answer
 */
public record LogConfig(int slowMillis) {

  /** Refuses a number below 1. */
  public LogConfig {
    Check.atLeast("slowMillis", slowMillis, 1);
  }
}
