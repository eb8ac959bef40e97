package dev.marquee.jobs.ncf;

import java.util.Arrays;
import java.util.Random;

/**
 * The validation part of the training data: of a seeded sample of users with at least two
 * interactions, the latest interaction each. The other users keep all theirs for training.
 */
final class Holdout {
  private static final int NONE = -1;

  private final int[] users;
  private final int[] movies;
  private final int[] movieOfUser;

  private Holdout(int[] users, int[] movies, int[] movieOfUser) {
    this.users = users;
    this.movies = movies;
    this.movieOfUser = movieOfUser;
  }

  /** Draws at most {@code maxUsers} users with the given seed. */
  static Holdout latest(Interactions interactions, int maxUsers, long seed) {
    int[] eligible = new int[interactions.users()];
    int count = 0;
    for (int user = 0; user < interactions.users(); user++) {
      if (interactions.end(user) - interactions.start(user) >= 2) {
        eligible[count++] = user;
      }
    }
    int take = Math.min(maxUsers, count);
    Random random = new Random(seed);
    // The first steps of a Fisher-Yates shuffle draw without replacement.
    for (int i = 0; i < take; i++) {
      int j = i + random.nextInt(count - i);
      int swap = eligible[i];
      eligible[i] = eligible[j];
      eligible[j] = swap;
    }
    int[] users = Arrays.copyOf(eligible, take);
    Arrays.sort(users);
    int[] movies = new int[take];
    int[] movieOfUser = new int[interactions.users()];
    Arrays.fill(movieOfUser, NONE);
    for (int i = 0; i < take; i++) {
      movies[i] = interactions.movie(interactions.end(users[i]) - 1);
      movieOfUser[users[i]] = movies[i];
    }
    return new Holdout(users, movies, movieOfUser);
  }

  /** Number of validation users. */
  int size() {
    return users.length;
  }

  /** User row of the i-th validation user; rows ascend. */
  int user(int i) {
    return users[i];
  }

  /** Held-out movie row of the i-th validation user. */
  int movie(int i) {
    return movies[i];
  }

  /** One past the last interaction of a user row that may be trained on. */
  int trainingEnd(Interactions interactions, int user) {
    return interactions.end(user) - (movieOfUser[user] == NONE ? 0 : 1);
  }

  /**
   * Whether training knows that the user row has rated the movie row. A held-out movie is unknown
   * like any other: were it spared as a negative, its absence would give it away.
   */
  boolean known(Interactions interactions, int user, int movie) {
    return movieOfUser[user] != movie && interactions.seen(user, movie);
  }
}
