package dev.marquee.serving.snapshot;

import java.util.Arrays;

/**
 * Every known user's ratings, oldest first, in compressed rows: those of row {@code r} lie at
 * {@code from(r)} up to {@code to(r)}.
 */
public final class UserHistories {
  private final Ids userIds;
  private final int[] offsets;
  private final int[] movies;
  private final float[] ratings;
  private final long[] timestamps;

  /**
   * Takes over the arrays.
   *
   * @param offsets {@code int[users + 1]}
   * @param movies rows of movies in {@link Movies}
   * @param ratings stars
   * @param timestamps seconds since 1970, UTC
   * @throws IllegalArgumentException if the arrays do not fit together
   */
  public UserHistories(
      Ids userIds, int[] offsets, int[] movies, float[] ratings, long[] timestamps) {
    Rows.check(offsets, movies.length);
    if (offsets.length != userIds.size() + 1
        || ratings.length != movies.length
        || timestamps.length != movies.length) {
      throw new IllegalArgumentException("expected one history a user and aligned columns");
    }
    this.userIds = userIds;
    this.offsets = offsets;
    this.movies = movies;
    this.ratings = ratings;
    this.timestamps = timestamps;
  }

  /** The users with ratings. */
  public Ids userIds() {
    return userIds;
  }

  /** Where a user's ratings begin. */
  public int from(int row) {
    return offsets[row];
  }

  /** Where a user's ratings end, exclusive. */
  public int to(int row) {
    return offsets[row + 1];
  }

  /** Rows of the movies that a user rated, oldest first; a copy. */
  public int[] moviesOf(int row) {
    return Arrays.copyOfRange(movies, offsets[row], offsets[row + 1]);
  }

  /** Stars of a user's ratings, aligned with the movies; a copy. */
  public float[] ratingsOf(int row) {
    return Arrays.copyOfRange(ratings, offsets[row], offsets[row + 1]);
  }

  /** The rated movie's row. */
  public int movie(int place) {
    return movies[place];
  }

  /** Stars. */
  public float rating(int place) {
    return ratings[place];
  }

  /** Seconds since 1970, UTC. */
  public long timestamp(int place) {
    return timestamps[place];
  }

  long bytes() {
    return userIds.bytes() + 4L * offsets.length + (4L + 4 + 8) * movies.length;
  }
}
