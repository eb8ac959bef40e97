package dev.marquee.evaluation.ranking;

import java.util.Arrays;

/**
 * Selects the movies with the highest scores, best first, equal scores in a {@link TieOrder}. One
 * pass with a sorted buffer of the list's length; for one thread.
 */
public final class TopMovies {
  private final TieOrder ties;
  private final int[] movies;
  private final float[] scores;
  private final long[] keys;
  private int size;
  private long salt;

  /** Selects lists of at most {@code length} movies. */
  public TopMovies(int length, TieOrder ties) {
    this.ties = ties;
    movies = new int[length];
    scores = new float[length];
    keys = new long[length];
  }

  /**
   * Selects a user's movies.
   *
   * @param user user row of the tie order
   * @param all one score a movie row; negative infinity is never selected
   */
  public void select(int user, float[] all) {
    size = 0;
    salt = ties.salt(user);
    float worst = Float.NEGATIVE_INFINITY;
    for (int movie = 0; movie < all.length; movie++) {
      // With the list full, a movie as good as its last one may still rank before that one.
      if (all[movie] >= worst && all[movie] > Float.NEGATIVE_INFINITY) {
        insert(movie, all[movie]);
        if (size == movies.length) {
          worst = scores[size - 1];
        }
      }
    }
  }

  /** Movie rows of the last selection, best first. */
  public int[] movies() {
    return Arrays.copyOf(movies, size);
  }

  /** Scores of the last selection, highest first. */
  public float[] scores() {
    return Arrays.copyOf(scores, size);
  }

  private void insert(int movie, float score) {
    long key = ties.key(salt, movie);
    int place = size;
    if (size == movies.length) {
      place = size - 1;
      if (!isBefore(score, key, place)) {
        return;
      }
    } else {
      size++;
    }
    while (place > 0 && isBefore(score, key, place - 1)) {
      scores[place] = scores[place - 1];
      keys[place] = keys[place - 1];
      movies[place] = movies[place - 1];
      place--;
    }
    scores[place] = score;
    keys[place] = key;
    movies[place] = movie;
  }

  private boolean isBefore(float score, long key, int place) {
    return score > scores[place] || (score == scores[place] && key < keys[place]);
  }
}
