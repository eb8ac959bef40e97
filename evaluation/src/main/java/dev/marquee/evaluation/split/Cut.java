package dev.marquee.evaluation.split;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Ways to hold out a part of every user's ratings. */
public enum Cut {
  /** The latest ratings of each user: what a nightly system faces. */
  TEMPORAL {
    @Override
    void choose(boolean[] held, int count, long seed, long userId) {
      Arrays.fill(held, held.length - count, held.length, true);
    }
  },
  /** A random part of each user's ratings, by seed and user id. */
  RANDOM {
    @Override
    void choose(boolean[] held, int count, long seed, long userId) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + userId);
      // Selection sampling: each entry with the chance that leaves exactly count of them.
      int needed = count;
      for (int entry = 0; entry < held.length; entry++) {
        if (random.nextInt(held.length - entry) < needed) {
          held[entry] = true;
          needed--;
        }
      }
    }
  };

  /** Marks {@code count} of a user's entries, which are oldest first. */
  abstract void choose(boolean[] held, int count, long seed, long userId);

  /** The name as users write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Cuts ratings. Of a user with n ratings, floor(n × share) are held out; a user of whom nothing
   * is held out is trained on and not evaluated.
   *
   * @param name for reports
   * @param userIds ids of the user rows of {@code ratings}
   * @param share of each user's ratings that is held out, above 0 and below 1
   * @param seed of a random cut
   */
  public Split apply(
      String name,
      Catalogue catalogue,
      long[] userIds,
      Interactions ratings,
      double share,
      long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share " + share + ", expected between 0 and 1");
    }
    InteractionsBuilder train = new InteractionsBuilder();
    InteractionsBuilder histories = new InteractionsBuilder();
    InteractionsBuilder test = new InteractionsBuilder();
    int[] trainRows = new int[userIds.length];
    int evaluated = 0;
    for (int user = 0; user < userIds.length; user++) {
      boolean[] held = new boolean[ratings.count(user)];
      int count = (int) Math.floor(held.length * share + 1e-9);
      choose(held, count, seed, userIds[user]);
      for (int i = 0; i < held.length; i++) {
        int entry = ratings.start(user) + i;
        if (held[i]) {
          test.add(evaluated, ratings, entry);
          continue;
        }
        train.add(user, ratings, entry);
        if (count > 0) {
          histories.add(evaluated, ratings, entry);
        }
      }
      if (count > 0) {
        trainRows[evaluated++] = user;
      }
    }
    trainRows = Arrays.copyOf(trainRows, evaluated);
    long[] evaluatedIds = Arrays.stream(trainRows).mapToLong(row -> userIds[row]).toArray();
    return new Split(
        name,
        catalogue,
        userIds,
        train.build(userIds.length, catalogue.size()),
        evaluatedIds,
        trainRows,
        histories.build(evaluated, catalogue.size()),
        test.build(evaluated, catalogue.size()),
        List.of());
  }
}
