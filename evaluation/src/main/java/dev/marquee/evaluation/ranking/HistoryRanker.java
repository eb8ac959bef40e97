package dev.marquee.evaluation.ranking;

import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;

/** A trained model that needs nothing of a user but the ratings known at request time. */
@FunctionalInterface
public interface HistoryRanker {
  /**
   * Writes one score a movie, as {@link Ranker#score} does.
   *
   * @param history what is known of the user, oldest first, may be empty
   * @param scores {@code float[movies]} to fill
   */
  void score(History history, float[] scores);

  /** This model for the users whose histories these are. */
  default Ranker over(Interactions histories) {
    return (user, scores) -> score(histories.history(user), scores);
  }
}
