package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.time.Instant;
import java.util.OptionalLong;

/** Times as clients give them: seconds since 1970, UTC. */
final class Timestamps {
  /** How far the clock of a client may be ahead. */
  private static final long MOST_AHEAD = 300;

  private Timestamps() {}

  static void check(String field, OptionalLong timestamp) {
    FieldException.check(
        timestamp.isEmpty() || (timestamp.getAsLong() >= 0 && timestamp.getAsLong() <= latest()),
        field,
        "seconds since 1970, not in the future");
  }

  private static long latest() {
    return Instant.now().getEpochSecond() + MOST_AHEAD;
  }

  static long orNow(OptionalLong timestamp) {
    return timestamp.orElseGet(() -> Instant.now().getEpochSecond());
  }
}
