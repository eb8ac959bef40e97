package dev.marquee.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopMoviesTest {
  @Test
  void passesOverSeenMoviesAndBreaksTiesByRow() {
    float[] scores = {9, 9, .5f, .9f, .5f, .1f, .9f};
    boolean[] seen = {true, false, false, false, false};
    TopMovies top = new TopMovies(3);

    // The user's scores start at 2: rows 0 (.5, seen), 1 (.9), 2 (.5), 3 (.1), 4 (.9).
    top.select(scores, 2, seen);

    assertThat(places(top)).containsExactly(1, 4, 2);
    assertThat(top.score(2)).isEqualTo(.5f);
  }

  @Test
  void listsFewerWhereFewerAreUnseen() {
    TopMovies top = new TopMovies(3);
    top.select(new float[] {1, 2}, 0, new boolean[] {true, false});
    assertThat(places(top)).containsExactly(1);
  }

  @Test
  void agreesWithSorting() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      int movies = 1 + random.nextInt(60);
      float[] scores = new float[movies];
      boolean[] seen = new boolean[movies];
      for (int i = 0; i < movies; i++) {
        scores[i] = random.nextInt(8);
        seen[i] = random.nextInt(4) == 0;
      }
      TopMovies top = new TopMovies(10);

      top.select(scores, 0, seen);

      List<Integer> expected =
          IntStream.range(0, movies)
              .filter(i -> !seen[i])
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
              .limit(10)
              .toList();
      assertThat(places(top)).isEqualTo(expected);
    }
  }

  private static List<Integer> places(TopMovies top) {
    return IntStream.range(0, top.size()).map(top::movie).boxed().toList();
  }
}
