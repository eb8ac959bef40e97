package dev.marquee.jobs.ncf;

import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.config.NcfConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small models and data for the tests of this package. */
final class NcfFixtures {
  private NcfFixtures() {}

  /** The defaults with some keys changed; one thread, so that sums are taken in one order. */
  static NcfConfig config(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("ncf.threads=1");
    return ConfigLoader.load(Optional.empty(), all, Map.of()).ncf();
  }

  /**
   * Interactions of four stars from one list of movie rows a user, oldest first; ids are rows plus
   * 100.
   */
  static Interactions interactions(int movies, int[]... histories) {
    float[] stars = new float[Arrays.stream(histories).mapToInt(history -> history.length).sum()];
    Arrays.fill(stars, 4);
    return interactions(movies, stars, histories);
  }

  /** The same with these stars, one user's after the other's. */
  static Interactions interactions(int movies, float[] stars, int[]... histories) {
    int[] offsets = new int[histories.length + 1];
    for (int user = 0; user < histories.length; user++) {
      offsets[user + 1] = offsets[user] + histories[user].length;
    }
    int[] flat =
        IntStream.range(0, histories.length).flatMap(u -> IntStream.of(histories[u])).toArray();
    return new Interactions(ids(histories.length), ids(movies), offsets, flat, stars);
  }

  /**
   * Two groups of users who watch two halves of the catalogue: each user has rated all of the own
   * half but one, a different one for each user.
   */
  static Interactions twoTastes(int usersPerGroup, int moviesPerGroup) {
    int[][] histories = new int[2 * usersPerGroup][];
    for (int user = 0; user < histories.length; user++) {
      int base = user < usersPerGroup ? 0 : moviesPerGroup;
      int left = user % moviesPerGroup;
      // Rotated, so that the latest rating differs from user to user.
      histories[user] =
          IntStream.range(1, moviesPerGroup).map(i -> base + (left + i) % moviesPerGroup).toArray();
    }
    return interactions(2 * moviesPerGroup, histories);
  }

  private static long[] ids(int count) {
    return IntStream.range(100, 100 + count).asLongStream().toArray();
  }
}
