package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.time.Instant;
import java.util.OptionalLong;

/** Times as clients give them: seconds since 1970, UTC. */
final class Timestamps {
  /** In seconds this is the year 5138; who sends more has sent milliseconds. */
  private static final long MOST = 100_000_000_000L;

  private Timestamps() {}

  static void check(String field, OptionalLong timestamp) {
    FieldException.check(
        timestamp.isEmpty() || (timestamp.getAsLong() >= 0 && timestamp.getAsLong() < MOST),
        field,
        "seconds since 1970");
  }

  static long orNow(OptionalLong timestamp) {
    return timestamp.orElseGet(() -> Instant.now().getEpochSecond());
  }
}
