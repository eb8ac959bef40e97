package dev.marquee.jobs.ncf;

import dev.marquee.data.UserError;
import java.util.Arrays;

/**
 * Who rated what, as flat arrays over dense row numbers. Interactions are sorted by user, then by
 * time, then by movie; memory is 12 bytes an interaction (16 with explicit feedback), plus 8 bytes
 * a user and a movie.
 */
public final class Interactions {
  private final long[] userIds;
  private final long[] movieIds;
  private final int[] offsets;
  private final int[] movies;
  private final float[] ratings;
  private final float[] weights;
  private final int[] sortedMovies;

  /**
   * Wraps arrays without copying them; feedback is implicit: each interaction counts 1.
   *
   * @param userIds ids of the users, ascending; the position is the user's row
   * @param movieIds ids of the catalogue's movies, ascending; the position is the movie's row
   * @param offsets user row u's interactions are {@code offsets[u]} to {@code offsets[u + 1]}
   * @param movies movie rows, oldest interaction of a user first
   * @param ratings stars of the interactions
   */
  Interactions(long[] userIds, long[] movieIds, int[] offsets, int[] movies, float[] ratings) {
    this(userIds, movieIds, offsets, movies, ratings, null);
  }

  private Interactions(
      long[] userIds,
      long[] movieIds,
      int[] offsets,
      int[] movies,
      float[] ratings,
      float[] weights) {
    this.userIds = userIds;
    this.movieIds = movieIds;
    this.offsets = offsets;
    this.movies = movies;
    this.ratings = ratings;
    this.weights = weights;
    sortedMovies = movies.clone();
    for (int user = 0; user < userIds.length; user++) {
      Arrays.sort(sortedMovies, offsets[user], offsets[user + 1]);
    }
  }

  /** Number of users; each has at least one interaction. */
  public int users() {
    return userIds.length;
  }

  /** Number of movies in the catalogue, rated or not. */
  public int movies() {
    return movieIds.length;
  }

  /** Number of interactions. */
  public int size() {
    return movies.length;
  }

  /** First interaction of a user row. */
  public int start(int user) {
    return offsets[user];
  }

  /** One past the last interaction of a user row. */
  public int end(int user) {
    return offsets[user + 1];
  }

  /** Movie row of an interaction. */
  public int movie(int interaction) {
    return movies[interaction];
  }

  /** Stars of an interaction. */
  public float rating(int interaction) {
    return ratings[interaction];
  }

  /**
   * The same with explicit feedback: an interaction counts its stars over the mean of all, 1 on
   * average.
   *
   * @throws UserError if stars are below 0, or all are 0
   */
  Interactions explicit() {
    double mean = meanRating();
    float[] counting = new float[ratings.length];
    for (int i = 0; i < counting.length; i++) {
      if (!(ratings[i] >= 0 && mean > 0)) {
        throw new UserError(
            "ncf.feedback is explicit, but a rating has %s stars where the mean is %.2f: expected"
                    .formatted(ratings[i], mean)
                + " ratings of at least 0 that are not all 0, or implicit");
      }
      counting[i] = (float) (ratings[i] / mean);
    }
    return new Interactions(userIds, movieIds, offsets, movies, ratings, counting);
  }

  /** What an interaction counts in training. */
  float weight(int interaction) {
    return weights == null ? 1 : weights[interaction];
  }

  /** What all interactions count; null where each counts 1. Do not modify. */
  float[] weights() {
    return weights;
  }

  /** Mean of all stars. */
  double meanRating() {
    double sum = 0;
    for (float rating : ratings) {
      sum += rating;
    }
    return sum / ratings.length;
  }

  /** Interactions of each movie row. */
  int[] counts() {
    int[] counts = new int[movies()];
    for (int movie : movies) {
      counts[movie]++;
    }
    return counts;
  }

  /** The interactions for which a flag is set; every user must keep at least one. */
  Interactions only(boolean[] kept) {
    int[] keptOffsets = new int[offsets.length];
    int[] keptMovies = new int[movies.length];
    float[] keptRatings = new float[movies.length];
    float[] keptWeights = weights == null ? null : new float[movies.length];
    int size = 0;
    for (int user = 0; user < users(); user++) {
      for (int i = start(user); i < end(user); i++) {
        if (kept[i]) {
          keptMovies[size] = movies[i];
          if (weights != null) {
            keptWeights[size] = weights[i];
          }
          keptRatings[size++] = ratings[i];
        }
      }
      if (size == keptOffsets[user]) {
        throw new IllegalArgumentException("user row " + user + " keeps no interaction");
      }
      keptOffsets[user + 1] = size;
    }
    return new Interactions(
        userIds,
        movieIds,
        keptOffsets,
        Arrays.copyOf(keptMovies, size),
        Arrays.copyOf(keptRatings, size),
        weights == null ? null : Arrays.copyOf(keptWeights, size));
  }

  /** User row u's interactions are {@code offsets[u]} to {@code offsets[u + 1]}; do not modify. */
  int[] offsets() {
    return offsets;
  }

  /** Movie rows of all interactions; do not modify. */
  int[] movieRows() {
    return movies;
  }

  /** Stars of all interactions; do not modify. */
  float[] ratings() {
    return ratings;
  }

  /** Whether the user row has rated the movie row. */
  public boolean seen(int user, int movie) {
    return Arrays.binarySearch(sortedMovies, offsets[user], offsets[user + 1], movie) >= 0;
  }

  /** Ids by user row; do not modify. */
  public long[] userIds() {
    return userIds;
  }

  /** Ids by movie row; do not modify. */
  public long[] movieIds() {
    return movieIds;
  }
}
