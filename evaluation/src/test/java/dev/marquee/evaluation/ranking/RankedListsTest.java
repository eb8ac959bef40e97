package dev.marquee.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.TestSplits;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedListsTest {
  @Test
  void equalScoresRankInTheOrderOfTheMovieFile() {
    TopMovies top = new TopMovies(3);
    top.select(new float[] {1, 2, 1, 2, 0});
    assertThat(top.movies()).containsExactly(1, 3, 0);
    assertThat(top.scores()).containsExactly(2, 2, 1);
  }

  @Test
  void negativeInfinityNeverRanks() {
    TopMovies top = new TopMovies(3);
    top.select(new float[] {Float.NEGATIVE_INFINITY, -4, Float.NEGATIVE_INFINITY});
    assertThat(top.movies()).containsExactly(1);
    top.select(new float[] {7, 8, 9});
    assertThat(top.movies()).containsExactly(2, 1, 0);
  }

  @Test
  void selectionEqualsAStableSort() {
    Random random = new Random(3);
    float[] scores = new float[500];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(60);
    }
    TopMovies top = new TopMovies(20);
    top.select(scores);
    int[] sorted =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Float.compare(scores[b], scores[a]))
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
    assertThatThrownBy(() -> RankedLists.rank(faulty, histories, new boolean[] {true, true}, 1))
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
}
