package dev.marquee.serving.recommend;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A score of movies that is computed when it is first asked for; for one thread. Takes 11 to 21
 * bytes for each movie that was asked for, and not some for each of the catalogue.
 */
final class MovieScores {
  private static final int LEAST_SLOTS = 512;

  private final Function<int[], float[]> compute;

  /** Row plus 1 of the movie in a slot, 0 in a free one; their number is a power of 2. */
  private int[] keys = new int[LEAST_SLOTS];

  private float[] values = new float[LEAST_SLOTS];
  private int size;

  /** Whether the slots are somebody else's too, and must be copied before one is filled. */
  private boolean isShared;

  /** Scores that this function computes, of many movies at once: that is faster. */
  MovieScores(Function<int[], float[]> compute) {
    this.compute = compute;
  }

  /** The same, with those that are known already. Many threads may begin from the same ones. */
  MovieScores(Function<int[], float[]> compute, Known known) {
    this.compute = compute;
    keys = known.keys;
    values = known.values;
    size = known.size;
    isShared = true;
  }

  /** Scores that were computed, in slots; never changed. */
  record Known(int[] keys, float[] values, int size) {}

  /** What was computed so far. */
  Known known() {
    isShared = true;
    return new Known(keys, values, size);
  }

  /** Takes a movie's score from elsewhere. */
  void put(int movie, float score) {
    if (isShared) {
      keys = keys.clone();
      values = values.clone();
      isShared = false;
    }
    if (4 * (size + 1) > 3 * keys.length) {
      grow();
    }
    int slot = slot(movie);
    size += keys[slot] == 0 ? 1 : 0;
    keys[slot] = movie + 1;
    values[slot] = score;
  }

  private void grow() {
    int[] movies = keys;
    float[] scores = values;
    keys = new int[2 * movies.length];
    values = new float[keys.length];
    for (int i = 0; i < movies.length; i++) {
      if (movies[i] != 0) {
        int slot = slot(movies[i] - 1);
        keys[slot] = movies[i];
        values[slot] = scores[i];
      }
    }
  }

  /** Where a movie is, or would be. */
  private int slot(int movie) {
    int mask = keys.length - 1;
    // Spreads neighbouring rows (Fibonacci hashing).
    int slot = (movie * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
    while (keys[slot] != 0 && keys[slot] != movie + 1) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The scores of movies, aligned. */
  float[] of(int[] movies) {
    int[] missing = new int[movies.length];
    int count = 0;
    for (int movie : movies) {
      if (keys[slot(movie)] == 0) {
        missing[count++] = movie;
      }
    }
    if (count > 0) {
      float[] computed = compute.apply(Arrays.copyOf(missing, count));
      for (int i = 0; i < count; i++) {
        put(missing[i], computed[i]);
      }
    }
    float[] scores = new float[movies.length];
    for (int i = 0; i < movies.length; i++) {
      scores[i] = values[slot(movies[i])];
    }
    return scores;
  }

  /** The score of a movie. */
  float of(int movie) {
    return of(new int[] {movie})[0];
  }
}
