package dev.marquee.evaluation.ranking;

import java.util.Arrays;

/**
 * Selects the movies with the highest scores, best first. Of equal scores the lower movie row, that
 * is the movie that comes first in the movie file, ranks higher. One pass with a sorted buffer of
 * the list's length; for one thread.
 */
public final class TopMovies {
  private final int[] movies;
  private final float[] scores;
  private int size;

  /** Selects lists of at most {@code length} movies. */
  public TopMovies(int length) {
    movies = new int[length];
    scores = new float[length];
  }

  /** Selects from one score a movie row; negative infinity is never selected. */
  public void select(float[] all) {
    size = 0;
    float worst = Float.NEGATIVE_INFINITY;
    for (int movie = 0; movie < all.length; movie++) {
      // Rows ascend, so that an equal score never displaces an earlier one.
      if (all[movie] > worst) {
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
    int place = size < movies.length ? size++ : size - 1;
    while (place > 0 && scores[place - 1] < score) {
      scores[place] = scores[place - 1];
      movies[place] = movies[place - 1];
      place--;
    }
    scores[place] = score;
    movies[place] = movie;
  }
}
