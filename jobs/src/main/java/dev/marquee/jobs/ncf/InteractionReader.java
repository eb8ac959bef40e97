package dev.marquee.jobs.ncf;

import dev.marquee.data.UserError;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Turns rows (userId, movieId, timestamp, rating) into {@link Interactions}; the last boxed values.
 */
final class InteractionReader {
  private static final int INITIAL_CAPACITY = 1 << 16;

  private long[] users = new long[INITIAL_CAPACITY];
  private long[] movies = new long[INITIAL_CAPACITY];
  private long[] timestamps = new long[INITIAL_CAPACITY];
  private float[] ratings = new float[INITIAL_CAPACITY];
  private int size;

  /**
   * Reads all rows.
   *
   * @param rows userId, movieId, timestamp (all long) and rating (float), unique by user and movie,
   *     in any order
   * @param movieIds ids of the whole catalogue, ascending
   */
  static Interactions read(Iterator<Row> rows, long[] movieIds) {
    InteractionReader reader = new InteractionReader();
    while (rows.hasNext()) {
      Row row = rows.next();
      reader.add(row.getLong(0), row.getLong(1), row.getLong(2), row.getFloat(3));
    }
    return reader.build(movieIds);
  }

  private void add(long user, long movie, long timestamp, float rating) {
    if (size == users.length) {
      int capacity = Math.multiplyExact(size, 2);
      users = Arrays.copyOf(users, capacity);
      movies = Arrays.copyOf(movies, capacity);
      timestamps = Arrays.copyOf(timestamps, capacity);
      ratings = Arrays.copyOf(ratings, capacity);
    }
    users[size] = user;
    movies[size] = movie;
    ratings[size] = rating;
    timestamps[size++] = timestamp;
  }

  private Interactions build(long[] movieIds) {
    if (size == 0) {
      throw new UserError("ratings is empty: there is nothing to train on");
    }
    long[] userIds = Arrays.stream(users, 0, size).sorted().distinct().toArray();
    int[] userRows = new int[size];
    int[] movieRows = new int[size];
    int[] offsets = new int[userIds.length + 1];
    for (int i = 0; i < size; i++) {
      userRows[i] = Arrays.binarySearch(userIds, users[i]);
      movieRows[i] = Arrays.binarySearch(movieIds, movies[i]);
      if (movieRows[i] < 0) {
        throw new UserError("ratings names movie " + movies[i] + ", which movies does not hold");
      }
      offsets[userRows[i] + 1]++;
    }
    Arrays.parallelPrefix(offsets, Integer::sum);
    int[] grouped = groupByUser(userRows, offsets);
    int[] ordered = new int[size];
    float[] orderedRatings = new float[size];
    for (int user = 0; user < userIds.length; user++) {
      sortByTime(grouped, offsets[user], offsets[user + 1], movieRows);
    }
    for (int i = 0; i < size; i++) {
      ordered[i] = movieRows[grouped[i]];
      orderedRatings[i] = ratings[grouped[i]];
    }
    return new Interactions(userIds, movieIds, offsets, ordered, orderedRatings);
  }

  /** Positions of the rows of each user, side by side. */
  private int[] groupByUser(int[] userRows, int[] offsets) {
    int[] next = offsets.clone();
    int[] grouped = new int[size];
    for (int i = 0; i < size; i++) {
      grouped[next[userRows[i]]++] = i;
    }
    return grouped;
  }

  private void sortByTime(int[] grouped, int from, int to, int[] movieRows) {
    int[] sorted =
        IntStream.range(from, to)
            .mapToObj(i -> grouped[i])
            .sorted(
                (a, b) -> {
                  int byTime = Long.compare(timestamps[a], timestamps[b]);
                  return byTime != 0 ? byTime : Integer.compare(movieRows[a], movieRows[b]);
                })
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, grouped, from, sorted.length);
  }
}
