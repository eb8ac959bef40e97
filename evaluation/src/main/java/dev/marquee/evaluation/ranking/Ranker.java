package dev.marquee.evaluation.ranking;

/** A trained model that scores every movie for a user of one split. */
@FunctionalInterface
public interface Ranker {
  /**
   * Writes one score a movie. Called by several threads at once, each with its own array.
   *
   * @param user user row of the split: a row of its histories and test ratings
   * @param scores {@code float[movies]} to fill, one a movie row, on any scale; higher ranks first.
   *     Negative infinity keeps a movie out of the list; NaN is a fault. The content at entry is
   *     undefined. Movies that the user has rated may get anything: they are masked afterwards.
   */
  void score(int user, float[] scores);
}
