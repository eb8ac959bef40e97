package dev.marquee.serving.api;

import dev.marquee.data.config.Check;

/**
 * How many answers are kept, for how long, and how much of what they are made from.
 *
 * @param users whose answers are kept; 0 keeps none
 * @param answersPerUser most answers of one user
 * @param seconds after which a user's answers are made anew
 * @param tastes users of whom is kept what any of their answers is made from; 0 for none
 * @param tastesAhead users of whom it is made before they ask, at most {@code tastes}; 0 for none
 */
public record CacheConfig(int users, int answersPerUser, int seconds, int tastes, int tastesAhead) {

  /** Refuses negative numbers. */
  public CacheConfig {
    Check.atLeast("users", users, 0);
    Check.atLeast("answersPerUser", answersPerUser, 1);
    Check.atLeast("seconds", seconds, 1);
    Check.atLeast("tastes", tastes, 0);
    Check.atLeast("tastesAhead", tastesAhead, 0);
  }
}
