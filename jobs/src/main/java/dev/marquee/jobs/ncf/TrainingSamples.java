package dev.marquee.jobs.ncf;

import java.util.SplittableRandom;

/**
 * The samples of the training set, drawn anew in each epoch: every training interaction once, in
 * random order, followed by its negatives, movies drawn uniformly from those that the user's
 * training part does not hold.
 *
 * <p>One epoch costs O(interactions x (1 + negatives)) draws; nothing is allocated in the loop.
 */
final class TrainingSamples {
  /** Draws after which a negative is accepted as it is: the user has seen nearly everything. */
  private static final int MAX_DRAWS = 100;

  private final Interactions interactions;
  private final Holdout holdout;
  private final int negativesPerPositive;
  private final int[] users;
  private final int[] movies;
  private SplittableRandom random;
  private int next;
  private int negativesLeft;

  TrainingSamples(Interactions interactions, Holdout holdout, int negativesPerPositive) {
    this.interactions = interactions;
    this.holdout = holdout;
    this.negativesPerPositive = negativesPerPositive;
    int size = interactions.size() - holdout.size();
    users = new int[size];
    movies = new int[size];
    int k = 0;
    for (int user = 0; user < interactions.users(); user++) {
      int end = holdout.trainingEnd(interactions, user);
      for (int i = interactions.start(user); i < end; i++) {
        users[k] = user;
        movies[k++] = interactions.movie(i);
      }
    }
  }

  /** Samples of one epoch, positives and negatives. */
  long samplesPerEpoch() {
    return (long) users.length * (1 + negativesPerPositive);
  }

  /** Shuffles the positives and starts a new epoch. */
  void startEpoch(long seed) {
    random = new SplittableRandom(seed);
    for (int i = users.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int user = users[i];
      users[i] = users[j];
      users[j] = user;
      int movie = movies[i];
      movies[i] = movies[j];
      movies[j] = movie;
    }
    next = 0;
    negativesLeft = 0;
  }

  /**
   * Fills the arrays with the next samples of the epoch.
   *
   * @return how many were written, 0 at the end of the epoch
   */
  int fill(long[] userRows, long[] movieRows, float[] labels) {
    int k = 0;
    while (k < labels.length) {
      if (negativesLeft == 0) {
        if (next == users.length) {
          break;
        }
        userRows[k] = users[next];
        movieRows[k] = movies[next];
        labels[k++] = 1f;
        next++;
        negativesLeft = negativesPerPositive;
      } else {
        int user = users[next - 1];
        userRows[k] = user;
        movieRows[k] = negative(user);
        labels[k++] = 0f;
        negativesLeft--;
      }
    }
    return k;
  }

  private int negative(int user) {
    int movie = random.nextInt(interactions.movies());
    for (int draw = 1; draw < MAX_DRAWS && holdout.known(interactions, user, movie); draw++) {
      movie = random.nextInt(interactions.movies());
    }
    return movie;
  }
}
