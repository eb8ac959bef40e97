package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.TestSplits;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EaseTest {
  @Test
  void twoMoviesByHand() {
    // Users {0,1}, {0,1}, {0}: XtX + I = [[4, 2], [2, 3]], inverse 1/8 [[3, -2], [-2, 4]].
    // B01 = 2/4 = 1/2 (divided by P11), B10 = 2/3 (divided by P00), diagonal 0.
    Interactions train =
        TestSplits.interactions(2, new int[] {0, 1}, new int[] {0, 1}, new int[] {0});
    for (HistoryRanker ease : List.of(new PrimalEase(train, 1), new DualEase(train, 1))) {
      float[] scores = new float[2];
      ease.score(history(0), scores);
      assertThat(scores[0]).isEqualTo(0f, within(1e-6f));
      assertThat(scores[1]).isEqualTo(0.5f, within(1e-6f));
      ease.score(history(1), scores);
      assertThat(scores[0]).isEqualTo(2 / 3f, within(1e-6f));
      ease.score(history(0, 1), scores);
      assertThat(scores).containsExactly(new float[] {2 / 3f, 0.5f}, within(1e-6f));
      ease.score(history(), scores);
      assertThat(scores).containsExactly(new float[] {0, 0}, within(1e-6f));
    }
  }

  @Test
  void theDualFormGivesTheSameScores() {
    Random random = new Random(1);
    int[][] users = new int[25][];
    for (int user = 0; user < users.length; user++) {
      users[user] = IntStream.range(0, 40).filter(movie -> random.nextInt(4) == 0).toArray();
    }
    Interactions train = TestSplits.interactions(40, users);
    HistoryRanker primal = new PrimalEase(train, 3);
    HistoryRanker dual = new DualEase(train, 3);
    float[] expected = new float[40];
    float[] scores = new float[40];
    for (History history : new History[] {train.history(4), history(39, 0, 7), history()}) {
      primal.score(history, expected);
      dual.score(history, scores);
      assertThat(scores).containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void lambdaMustBePositive() {
    Interactions train = TestSplits.interactions(2, new int[] {0, 1});
    assertThatThrownBy(() -> Ease.train(train, 0))
        .isInstanceOf(UserError.class)
        .hasMessage("EASE's lambda is 0.0, expected more than 0");
  }

  private static History history(int... movies) {
    return new History(movies, new float[movies.length], new long[movies.length]);
  }
}
