package dev.marquee.evaluation.split;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Takes some training users out altogether, so that these are new ones who tell most of their
 * ratings at request time: alone, a cut like strong generalisation, or {@link #within} a cut of
 * everybody's ratings.
 */
public final class NewUsersCut {
  private NewUsersCut() {}

  /**
   * A split of the training ratings alone. Of the n users of whom the cut holds out something,
   * floor(n × users) are taken out; the rest of their ratings is their history.
   *
   * @param cut how their ratings are divided
   * @param users share of the users that is taken out, above 0 and below 1
   * @param share of each one's ratings that is held out, above 0 and below 1
   * @param seed of both choices
   */
  public static Split apply(Split split, Cut cut, double users, double share, long seed) {
    Split all = split.validation(cut, share, seed);
    boolean[] chosen = chosen(all.users(), users, seed);
    boolean[] trained = new boolean[split.train().users()];
    Arrays.fill(trained, true);
    InteractionsBuilder histories = new InteractionsBuilder();
    InteractionsBuilder test = new InteractionsBuilder();
    int[] rows = IntStream.range(0, chosen.length).filter(user -> chosen[user]).toArray();
    for (int row = 0; row < rows.length; row++) {
      trained[all.trainRows()[rows[row]]] = false;
      copy(all.histories(), rows[row], histories, row);
      copy(all.test(), rows[row], test, row);
    }
    InteractionsBuilder train = new InteractionsBuilder();
    int[] kept = IntStream.range(0, trained.length).filter(user -> trained[user]).toArray();
    for (int row = 0; row < kept.length; row++) {
      copy(split.train(), kept[row], train, row);
    }
    int[] unknown = new int[rows.length];
    Arrays.fill(unknown, -1);
    int movies = split.movies();
    return new Split(
        split.name() + " validation new users " + cut.word(),
        split.catalogue(),
        IntStream.of(kept).mapToLong(row -> split.trainUserIds()[row]).toArray(),
        train.build(kept.length, movies),
        IntStream.of(rows).mapToLong(row -> all.userIds()[row]).toArray(),
        unknown,
        histories.build(rows.length, movies),
        test.build(rows.length, movies),
        List.of());
  }

  /**
   * The same cut with some of its users taken out of the training ratings; all are evaluated as
   * before. Of n users, floor(n × users) are taken out.
   *
   * @param cut of users who are all trained on
   * @param users share of the users that is taken out, above 0 and below 1
   * @param seed of the choice
   */
  public static Split within(Split cut, double users, long seed) {
    boolean[] chosen = chosen(cut.users(), users, seed);
    boolean[] trained = new boolean[cut.train().users()];
    Arrays.fill(trained, true);
    for (int user = 0; user < chosen.length; user++) {
      trained[cut.trainRows()[user]] &= !chosen[user];
    }
    InteractionsBuilder train = new InteractionsBuilder();
    int[] rows = new int[trained.length];
    Arrays.fill(rows, -1);
    long[] ids = new long[trained.length];
    int kept = 0;
    for (int row = 0; row < trained.length; row++) {
      if (trained[row]) {
        copy(cut.train(), row, train, kept);
        ids[kept] = cut.trainUserIds()[row];
        rows[row] = kept++;
      }
    }
    return new Split(
        cut.name() + ", some users new",
        cut.catalogue(),
        Arrays.copyOf(ids, kept),
        train.build(kept, cut.movies()),
        cut.userIds(),
        IntStream.of(cut.trainRows()).map(row -> rows[row]).toArray(),
        cut.histories(),
        cut.test(),
        cut.notes());
  }

  private static void copy(Interactions from, int user, InteractionsBuilder to, int row) {
    for (int entry = from.start(user); entry < from.end(user); entry++) {
      to.add(row, from, entry);
    }
  }

  private static boolean[] chosen(int users, double share, long seed) {
    int needed = (int) Math.floor(users * share + 1e-9);
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] chosen = new boolean[users];
    for (int user = 0; user < users; user++) {
      if (random.nextInt(users - user) < needed) {
        chosen[user] = true;
        needed--;
      }
    }
    return chosen;
  }
}
