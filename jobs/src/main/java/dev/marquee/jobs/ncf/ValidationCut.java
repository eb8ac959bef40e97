package dev.marquee.jobs.ncf;

import dev.marquee.jobs.config.NcfConfig;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The interactions cut in two, the way the model will be used: what it is fitted on, and what it
 * should have foreseen of a seeded sample of users. The other users keep all theirs for fitting.
 *
 * @param fit all but the held-out interactions
 * @param users rows of the validation users, ascending
 * @param wanted held-out movie rows of each of them, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive rows; cuts are never compared.
record ValidationCut(Interactions fit, int[] users, int[][] wanted) {
  private static final double TEMPORAL_SHARE = 0.2;
  private static final double RANDOM_SHARE = 0.25;

  /**
   * Holds out the latest fifth, or a random quarter, of the interactions of at most {@code
   * maxUsers} users with two or more: at least one each, and never all.
   */
  static ValidationCut of(
      Interactions interactions, NcfConfig.ValidationKind kind, int maxUsers, long seed) {
    Random random = new Random(seed);
    int[] users = sample(interactions, maxUsers, random);
    boolean[] kept = new boolean[interactions.size()];
    Arrays.fill(kept, true);
    int[][] wanted = new int[users.length][];
    for (int i = 0; i < users.length; i++) {
      int start = interactions.start(users[i]);
      int count = interactions.end(users[i]) - start;
      int[] order = IntStream.range(0, count).toArray();
      double share = TEMPORAL_SHARE;
      if (kind == NcfConfig.ValidationKind.RANDOM) {
        share = RANDOM_SHARE;
        shuffle(order, count, random);
      }
      int held = Math.max(1, (int) (count * share));
      wanted[i] = new int[held];
      for (int j = 0; j < held; j++) {
        int interaction = start + order[count - held + j];
        kept[interaction] = false;
        wanted[i][j] = interactions.movie(interaction);
      }
      Arrays.sort(wanted[i]);
    }
    return new ValidationCut(interactions.only(kept), users, wanted);
  }

  private static int[] sample(Interactions interactions, int most, Random random) {
    int[] eligible =
        IntStream.range(0, interactions.users())
            .filter(user -> interactions.end(user) - interactions.start(user) >= 2)
            .toArray();
    int take = Math.min(most, eligible.length);
    shuffle(eligible, take, random);
    return Arrays.stream(eligible, 0, take).sorted().toArray();
  }

  /** The first steps of a Fisher-Yates shuffle draw without replacement. */
  private static void shuffle(int[] values, int steps, Random random) {
    for (int i = 0; i < steps; i++) {
      int j = i + random.nextInt(values.length - i);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }
}
