package dev.marquee.serving.api;

import java.time.Duration;
import java.time.Instant;

/**
 * What an answer was made from.
 *
 * @param id the snapshot
 * @param publishedAt when it was made
 * @param ageSeconds how long ago that was when the answer was sent
 */
public record SnapshotAnswer(String id, Instant publishedAt, long ageSeconds) {

  /** How long ago that was; 0 where another machine's clock is ahead of this one's. */
  static long ageSeconds(Instant publishedAt) {
    return Math.max(0, Duration.between(publishedAt, Instant.now()).toSeconds());
  }
}
