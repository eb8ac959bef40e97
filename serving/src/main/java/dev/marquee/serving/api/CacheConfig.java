package dev.marquee.serving.api;

import dev.marquee.data.config.Check;

/**
 * How many answers are kept, and for how long.
 *
 * @param users whose answers are kept; 0 keeps none
 * @param answersPerUser most answers of one user
 * @param seconds after which a user's answers are made anew
 */
public record CacheConfig(int users, int answersPerUser, int seconds) {

  /** Refuses negative numbers. */
  public CacheConfig {
    Check.atLeast("users", users, 0);
    Check.atLeast("answersPerUser", answersPerUser, 1);
    Check.atLeast("seconds", seconds, 1);
  }
}
