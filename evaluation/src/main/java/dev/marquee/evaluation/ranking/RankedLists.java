package dev.marquee.evaluation.ranking;

import dev.marquee.evaluation.split.Interactions;
import java.util.Arrays;

/**
 * The best movies of every user, best first. Lists are shorter than asked where fewer movies were
 * left to rank.
 */
public final class RankedLists {
  private final int[][] movies;
  private final float[][] scores;

  /** Lists of movie rows with their scores, one of each a user row. */
  public RankedLists(int[][] movies, float[][] scores) {
    this.movies = movies;
    this.scores = scores;
  }

  /**
   * Ranks all candidates for all users.
   *
   * @param histories the movies that are masked, by user row
   * @param candidates by movie row, whether it competes
   * @param ties the order of movies with equal scores
   * @param length longest list
   * @throws IllegalStateException if a score is NaN
   */
  public static RankedLists rank(
      Ranker ranker, Interactions histories, boolean[] candidates, TieOrder ties, int length) {
    int[][] movies = new int[histories.users()][];
    float[][] scores = new float[histories.users()][];
    ParallelRows.forEach(
        histories.users(),
        () -> {
          float[] all = new float[histories.movies()];
          TopMovies top = new TopMovies(length, ties);
          return user -> {
            ranker.score(user, all);
            mask(all, histories, user, candidates);
            top.select(user, all);
            movies[user] = top.movies();
            scores[user] = top.scores();
          };
        });
    return new RankedLists(movies, scores);
  }

  /** Takes the movies of a user's history and all that are no candidates out of the ranking. */
  public static void mask(float[] scores, Interactions histories, int user, boolean[] candidates) {
    for (int movie = 0; movie < scores.length; movie++) {
      if (Float.isNaN(scores[movie])) {
        throw new IllegalStateException(
            "the score of movie row %d for user row %d is NaN".formatted(movie, user));
      }
      if (!candidates[movie]) {
        scores[movie] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int entry = histories.start(user); entry < histories.end(user); entry++) {
      scores[histories.movie(entry)] = Float.NEGATIVE_INFINITY;
    }
  }

  /** Number of user rows. */
  public int users() {
    return movies.length;
  }

  /** Number of movies in a user's list. */
  public int length(int user) {
    return movies[user].length;
  }

  /** Movie row at a place, from 0. */
  public int movie(int user, int place) {
    return movies[user][place];
  }

  /** The movie rows of a user's first places, at most {@code length}. */
  public int[] movies(int user, int length) {
    return Arrays.copyOf(movies[user], Math.min(length, movies[user].length));
  }

  /** Score at a place, from 0. */
  public float score(int user, int place) {
    return scores[user][place];
  }
}
