package dev.marquee.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.TestSplits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RankedListsTest {
  private static final TieOrder TIES = ties(500);

  @Test
  void equalScoresRankInTheOrderOfTheirKeys() {
    TopMovies top = new TopMovies(3, TIES);
    top.select(1, new float[] {1, 2, 1, 2, 0});
    long salt = TIES.salt(1);
    boolean isOneFirst = TIES.key(salt, 1) < TIES.key(salt, 3);
    boolean isZeroThird = TIES.key(salt, 0) < TIES.key(salt, 2);
    assertThat(top.movies())
        .containsExactly(isOneFirst ? 1 : 3, isOneFirst ? 3 : 1, isZeroThird ? 0 : 2);
    assertThat(top.scores()).containsExactly(2, 2, 1);
  }

  @Test
  void theOrderOfTiesFollowsIdsAndNotTheirPlacesInTheFile() {
    TieOrder forwards = new TieOrder(5, new long[] {70, 80}, new long[] {10, 20, 30});
    TieOrder backwards = new TieOrder(5, new long[] {80, 70}, new long[] {30, 20, 10});
    for (int movie = 0; movie < 3; movie++) {
      assertThat(backwards.key(backwards.salt(1), 2 - movie))
          .isEqualTo(forwards.key(forwards.salt(0), movie));
    }
  }

  @Test
  void everyMovieLeadsTheTiesOfItsShareOfUsersAndSeeds() {
    // 5 movies tie for 500 users under 8 seeds: 800 first places each, give or take 5 standard
    // deviations of sqrt(4,000 x 1/5 x 4/5) = 25.
    int[] first = new int[5];
    for (int seed = 0; seed < 8; seed++) {
      TopMovies top = new TopMovies(1, new TieOrder(seed, TIES.userIds(), TIES.movieIds()));
      for (int user = 0; user < 500; user++) {
        top.select(user, new float[5]);
        first[top.movies()[0]]++;
      }
    }
    for (int count : first) {
      assertThat(count).isBetween(675, 925);
    }
  }

  @Test
  void negativeInfinityNeverRanks() {
    TopMovies top = new TopMovies(3, TIES);
    top.select(0, new float[] {Float.NEGATIVE_INFINITY, -4, Float.NEGATIVE_INFINITY});
    assertThat(top.movies()).containsExactly(1);
    top.select(0, new float[] {7, 8, 9});
    assertThat(top.movies()).containsExactly(2, 1, 0);
  }

  @Test
  void selectionEqualsASortByScoreAndKey() {
    Random random = new Random(3);
    float[] scores = new float[500];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(60);
    }
    TopMovies top = new TopMovies(20, TIES);
    top.select(2, scores);
    long salt = TIES.salt(2);
    int[] sorted =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(movie -> -scores[movie])
                    .thenComparingLong(movie -> TIES.key(salt, movie)))
            .mapToInt(Integer::intValue)
            .limit(20)
            .toArray();
    assertThat(top.movies()).isEqualTo(sorted);
  }

  @Test
  void historyAndMoviesThatDoNotCompeteAreMasked() {
    Interactions histories = TestSplits.interactions(5, new int[] {4}, new int[] {});
    boolean[] candidates = {true, false, true, true, true};
    RankedLists lists =
        RankedLists.rank(
            (user, scores) -> {
              for (int movie = 0; movie < scores.length; movie++) {
                scores[movie] = movie;
              }
            },
            histories,
            candidates,
            TIES,
            10);

    assertThat(lists.movies(0, 10)).containsExactly(3, 2, 0);
    assertThat(lists.movies(1, 2)).containsExactly(4, 3);
    assertThat(lists.length(1)).isEqualTo(4);
    assertThat(lists.score(1, 0)).isEqualTo(4);
  }

  @Test
  void notANumberIsAFaultThatNamesUserAndMovie() {
    Interactions histories = TestSplits.interactions(2, new int[] {}, new int[] {});
    Ranker faulty = (user, scores) -> Arrays.fill(scores, user == 1 ? Float.NaN : 0);
    assertThatThrownBy(
            () -> RankedLists.rank(faulty, histories, new boolean[] {true, true}, TIES, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the score of movie row 0 for user row 1 is NaN");
  }

  @Test
  void everyRowIsWorkedOnOnce() {
    int[] calls = new int[1_001];
    ParallelRows.forEach(calls.length, () -> row -> calls[row]++);
    assertThat(calls).containsOnly(1);
    ParallelRows.forEach(0, () -> row -> calls[row]++);
  }

  /** Users and movies 1, 2, ... */
  private static TieOrder ties(int count) {
    long[] ids = LongStream.rangeClosed(1, count).toArray();
    return new TieOrder(42, ids, ids);
  }
}
