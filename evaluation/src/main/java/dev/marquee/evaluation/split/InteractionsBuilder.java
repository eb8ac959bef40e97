package dev.marquee.evaluation.split;

import java.util.Arrays;

/** Collects ratings in any order and compresses them by user row. */
public final class InteractionsBuilder {
  private static final int FIRST_CAPACITY = 1 << 10;

  private int size;
  private int[] users = new int[FIRST_CAPACITY];
  private int[] movies = new int[FIRST_CAPACITY];
  private float[] ratings = new float[FIRST_CAPACITY];
  private long[] timestamps = new long[FIRST_CAPACITY];

  /** Adds one rating: of a user row, of a movie row, in stars, in seconds since 1970. */
  public void add(int user, int movie, float rating, long timestamp) {
    if (size == users.length) {
      int capacity = 2 * size;
      users = Arrays.copyOf(users, capacity);
      movies = Arrays.copyOf(movies, capacity);
      ratings = Arrays.copyOf(ratings, capacity);
      timestamps = Arrays.copyOf(timestamps, capacity);
    }
    users[size] = user;
    movies[size] = movie;
    ratings[size] = rating;
    timestamps[size] = timestamp;
    size++;
  }

  /** Adds an entry of other interactions under a user row of these. */
  public void add(int user, Interactions from, int entry) {
    add(user, from.movie(entry), from.rating(entry), from.timestamp(entry));
  }

  /**
   * The ratings so far.
   *
   * @param userRows number of user rows; every added user row is below it
   * @param movieRows number of movie rows; every added movie row is below it
   */
  public Interactions build(int userRows, int movieRows) {
    int[] starts = new int[userRows + 1];
    for (int i = 0; i < size; i++) {
      if (movies[i] < 0 || movies[i] >= movieRows) {
        throw new IndexOutOfBoundsException("movie row " + movies[i] + " of " + movieRows);
      }
      starts[users[i] + 1]++;
    }
    for (int user = 0; user < userRows; user++) {
      starts[user + 1] += starts[user];
    }
    int[] order = new int[size];
    int[] next = starts.clone();
    for (int i = 0; i < size; i++) {
      order[next[users[i]]++] = i;
    }
    for (int user = 0; user < userRows; user++) {
      sortByTime(order, starts[user], starts[user + 1]);
    }
    int[] sortedMovies = new int[size];
    float[] sortedRatings = new float[size];
    long[] sortedTimestamps = new long[size];
    for (int i = 0; i < size; i++) {
      sortedMovies[i] = movies[order[i]];
      sortedRatings[i] = ratings[order[i]];
      sortedTimestamps[i] = timestamps[order[i]];
    }
    return new Interactions(movieRows, starts, sortedMovies, sortedRatings, sortedTimestamps);
  }

  /** Stable: ratings of one moment stay in the order in which they were added. */
  private void sortByTime(int[] order, int from, int to) {
    boolean sorted = true;
    for (int i = from + 1; i < to && sorted; i++) {
      sorted = timestamps[order[i - 1]] <= timestamps[order[i]];
    }
    if (sorted) {
      return;
    }
    Integer[] boxed = new Integer[to - from];
    for (int i = from; i < to; i++) {
      boxed[i - from] = order[i];
    }
    // Object sorts are stable; one user's ratings are few.
    Arrays.sort(boxed, (a, b) -> Long.compare(timestamps[a], timestamps[b]));
    for (int i = from; i < to; i++) {
      order[i] = boxed[i - from];
    }
  }
}
