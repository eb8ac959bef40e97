package dev.marquee.serving.session;

import dev.marquee.data.config.Check;

/**
 * How long sessions live and how many there may be.
 *
 * @param minutes after which a session that nobody used is forgotten
 * @param most sessions at a time; beyond that the least used make room
 * @param mostRatings of one session
 */
public record SessionConfig(int minutes, int most, int mostRatings) {

  /** Refuses numbers below 1. */
  public SessionConfig {
    Check.atLeast("minutes", minutes, 1);
    Check.atLeast("most", most, 1);
    Check.atLeast("mostRatings", mostRatings, 1);
  }
}
