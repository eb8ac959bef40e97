package dev.marquee.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.TestSplits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Twenty movies; the user knows 0 and 1 and rates 2, then 3: 3 is ranked among the other 16. */
class SampledRankingTest {
  private static final MetricKey HIT_RATE =
      new MetricKey("hitRate", SampledRanking.CUTOFF, SampledRanking.RELEVANCE);
  private static final MetricKey NDCG =
      new MetricKey("ndcg", SampledRanking.CUTOFF, SampledRanking.RELEVANCE);
  private static final Split SPLIT =
      TestSplits.split(
          TestSplits.catalogue(20),
          TestSplits.interactions(20, new int[] {0, 1}),
          TestSplits.interactions(20, new int[] {2, 3}));

  @Test
  void drawnMoviesAreUnratedAndDifferent() {
    int[] drawn = new SampledRanking(SPLIT, 10, 1).draw(0);
    assertThat(drawn).hasSize(10).doesNotContain(0, 1, 2, 3).doesNotHaveDuplicates();
    assertThat(new SampledRanking(SPLIT, 10, 1).draw(0)).isEqualTo(drawn);
    assertThat(new SampledRanking(SPLIT, 99, 1).draw(0)).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void theLatestTestMovieIsRankedAmongThem() {
    // Two movies score higher: place 3, nDCG 1 / log2(4) = 1/2.
    UserFigures figures =
        new SampledRanking(SPLIT, 99, 1).evaluate((user, scores) -> rank(scores, 2));
    assertThat(figures.values(HIT_RATE)).containsExactly(1);
    assertThat(figures.values(NDCG)).containsExactly(0.5);
    // Ten score higher: place 11.
    figures = new SampledRanking(SPLIT, 99, 1).evaluate((user, scores) -> rank(scores, 10));
    assertThat(figures.values(HIT_RATE)).containsExactly(0);
    assertThat(figures.values(NDCG)).containsExactly(0);
  }

  @Test
  void aModelOfConstantScoresGetsNothing() {
    UserFigures figures =
        new SampledRanking(SPLIT, 99, 1).evaluate((user, scores) -> Arrays.fill(scores, 1));
    assertThat(figures.mean(HIT_RATE)).isZero();
  }

  /** Movie 3 scores 1, so many unrated movies 2, the rest 0. */
  private static void rank(float[] scores, int better) {
    Arrays.fill(scores, 0);
    scores[3] = 1;
    Arrays.fill(scores, 4, 4 + better, 2);
  }
}
