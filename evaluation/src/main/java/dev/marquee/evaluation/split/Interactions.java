package dev.marquee.evaluation.split;

import java.util.Arrays;

/**
 * Ratings by user row, compressed: the entries of user row {@code u} are {@code start(u)} to {@code
 * end(u) - 1}, oldest first; entries of one moment keep the order in which they came.
 */
public final class Interactions {
  private final int movies;
  private final int[] starts;
  private final int[] movieRows;
  private final float[] ratings;
  private final long[] timestamps;

  Interactions(int movies, int[] starts, int[] movieRows, float[] ratings, long[] timestamps) {
    this.movies = movies;
    this.starts = starts;
    this.movieRows = movieRows;
    this.ratings = ratings;
    this.timestamps = timestamps;
  }

  /** Number of user rows, those without entries included. */
  public int users() {
    return starts.length - 1;
  }

  /** Number of movie rows, those without entries included. */
  public int movies() {
    return movies;
  }

  /** Number of entries. */
  public int size() {
    return movieRows.length;
  }

  /** The first entry of a user row. */
  public int start(int user) {
    return starts[user];
  }

  /** One past the last entry of a user row. */
  public int end(int user) {
    return starts[user + 1];
  }

  /** Number of entries of a user row. */
  public int count(int user) {
    return starts[user + 1] - starts[user];
  }

  /** Movie row of an entry. */
  public int movie(int entry) {
    return movieRows[entry];
  }

  /** Stars of an entry. */
  public float rating(int entry) {
    return ratings[entry];
  }

  /** Seconds since 1970 of an entry. */
  public long timestamp(int entry) {
    return timestamps[entry];
  }

  /** All ratings of a user row. */
  public History history(int user) {
    return history(user, count(user));
  }

  /** The oldest ratings of a user row, at most {@code length}. */
  public History history(int user, int length) {
    int from = start(user);
    int to = from + Math.min(length, count(user));
    return new History(
        Arrays.copyOfRange(movieRows, from, to),
        Arrays.copyOfRange(ratings, from, to),
        Arrays.copyOfRange(timestamps, from, to));
  }

  /** How many entries each movie row has. */
  public int[] movieCounts() {
    int[] counts = new int[movies];
    for (int movie : movieRows) {
      counts[movie]++;
    }
    return counts;
  }

  /**
   * The same entries by movie: user row {@code m} of the result holds the users of movie row {@code
   * m} as its "movies", in ascending order of user row.
   */
  public Interactions transposed() {
    int[] movieStarts = new int[movies + 1];
    for (int movie : movieRows) {
      movieStarts[movie + 1]++;
    }
    for (int movie = 0; movie < movies; movie++) {
      movieStarts[movie + 1] += movieStarts[movie];
    }
    int[] next = movieStarts.clone();
    int[] userRows = new int[size()];
    float[] movedRatings = new float[size()];
    long[] movedTimestamps = new long[size()];
    for (int user = 0; user < users(); user++) {
      for (int entry = start(user); entry < end(user); entry++) {
        int target = next[movieRows[entry]]++;
        userRows[target] = user;
        movedRatings[target] = ratings[entry];
        movedTimestamps[target] = timestamps[entry];
      }
    }
    return new Interactions(users(), movieStarts, userRows, movedRatings, movedTimestamps);
  }
}
