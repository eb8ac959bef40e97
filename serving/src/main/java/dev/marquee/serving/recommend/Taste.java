package dev.marquee.serving.recommend;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a list for a user of the snapshot is made from, as far as it depends on nothing but the
 * snapshot. It is the same whatever a request asks for, so that who has it need not compute it. A
 * {@link Recommender} makes and reads it; others only keep it, about 20 kB each.
 *
 * @param history the user's ratings
 * @param contentScale of the user's content scores
 * @param collaborativeScale of the user's collaborative scores
 * @param contents content scores that are known
 * @param logits NCF scores that are known
 * @param byScore what the sources propose where the request leaves out nothing, in the order of
 *     scores with nothing that a request says
 * @param explanations of movies that were in a list; filled as lists are made, always with the same
 *     values
 */
public record Taste(
    History history,
    Scale contentScale,
    Scale collaborativeScale,
    MovieScores.Known contents,
    MovieScores.Known logits,
    ScoredMovies byScore,
    Map<Integer, Explanation> explanations) {
  /** Movies whose explanations are kept. */
  static final int MOST_EXPLANATIONS = 60;

  Taste(
      History history,
      Scale contentScale,
      Scale collaborativeScale,
      MovieScores.Known contents,
      MovieScores.Known logits,
      ScoredMovies byScore) {
    this(
        history,
        contentScale,
        collaborativeScale,
        contents,
        logits,
        byScore,
        new ConcurrentHashMap<>());
  }

  /** What the sources propose, by ascending row. */
  int[] candidates() {
    int[] candidates = byScore.movies().clone();
    Arrays.sort(candidates);
    return candidates;
  }

  /** Remembers why a movie is in a list. */
  void explain(int movie, Explanation explanation) {
    if (explanations.size() < MOST_EXPLANATIONS) {
      explanations.put(movie, explanation);
    }
  }
}
