package dev.marquee.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.baseline.RandomRanker;
import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Catalogue;
import dev.marquee.evaluation.split.InteractionsBuilder;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.TestSplits;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Six movies, two users. User 0 knows movie 0 and rates 2 (5 stars) and 5 (3 stars) later; user 1
 * knows movie 1 and rates 3 (2 stars). The model ranks movies 5, 4, 2, 3, 1, 0 in this order.
 * Movies 2, 3, 4 and 5 are cold.
 */
class FullRankingTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Catalogue CATALOGUE = TestSplits.catalogue(6);
  private static final Ranker RANKER =
      (user, scores) -> {
        for (int movie = 0; movie < scores.length; movie++) {
          scores[movie] = movie == 2 ? 3.5f : movie;
        }
      };

  private static Split split() {
    InteractionsBuilder test = new InteractionsBuilder();
    test.add(0, 2, 5, 1);
    test.add(0, 5, 3, 2);
    test.add(1, 3, 2, 1);
    return TestSplits.split(
        CATALOGUE, TestSplits.interactions(6, new int[] {0}, new int[] {1}), test.build(2, 6));
  }

  @Test
  void everyMovieCompetesAndTheHistoryIsMasked() {
    UserFigures figures =
        new FullRanking(split(), CandidateRule.ALL, List.of(2, 3), null).evaluate(RANKER);

    assertThat(figures.lists().movies(0, 5)).containsExactly(5, 4, 2);
    // All: user 0 hits at places 1 and 3, user 1 (relevant: 3) has none in 5, 4, 2.
    assertThat(values(figures, AccuracyMetric.PRECISION, 3, Relevance.ALL))
        .containsExactly(2 / 3.0, 0);
    assertThat(values(figures, AccuracyMetric.PRECISION, 2, Relevance.ALL)).containsExactly(0.5, 0);
    assertThat(values(figures, AccuracyMetric.RECALL, 3, Relevance.ALL)).containsExactly(1, 0);
    assertThat(figures.mean(MetricKey.of(AccuracyMetric.RECALL, 3, Relevance.ALL)))
        .isEqualTo(0.5, EXACT);
  }

  @Test
  void usersWithNothingRelevantAreLeftOutAndCounted() {
    UserFigures figures =
        new FullRanking(split(), CandidateRule.ALL, List.of(3), null).evaluate(RANKER);

    // Liked: user 0's movie 2 at place 3; user 1 liked nothing.
    assertThat(values(figures, AccuracyMetric.MRR, 3, Relevance.LIKED))
        .containsExactly(1 / 3.0, Double.NaN);
    MetricKey mrr = MetricKey.of(AccuracyMetric.MRR, 3, Relevance.LIKED);
    assertThat(figures.mean(mrr)).isEqualTo(1 / 3.0, EXACT);
    assertThat(figures.users(mrr)).isEqualTo(1);
  }

  @Test
  void onlyTestMoviesCompeteForColdItems() {
    UserFigures figures =
        new FullRanking(split(), CandidateRule.TEST, List.of(3), null).evaluate(RANKER);
    assertThat(figures.lists().movies(0, 3)).containsExactly(5, 2, 3);
  }

  @Test
  void coldMoviesAreThoseWithoutTrainingRating() {
    UserFigures figures =
        new FullRanking(split(), CandidateRule.ALL, List.of(5), null).evaluate(RANKER);

    // User 0's list 5, 4, 2, 3, 1: cold but the last; both relevant movies are cold and found.
    // User 1's list 5, 4, 2, 3, 0 likewise.
    assertThat(figures.values(new MetricKey(FullRanking.SHARE_COLD, 5, MetricKey.NO_RELEVANCE)))
        .containsExactly(0.8, 0.8);
    assertThat(figures.values(new MetricKey(FullRanking.RECALL_COLD, 5, "all")))
        .containsExactly(1, 1);
    assertThat(figures.values(new MetricKey(FullRanking.HIT_RATE_COLD, 5, "all")))
        .containsExactly(1, 1);
    assertThat(figures.values(new MetricKey(FullRanking.RECALL_WARM, 5, "all")))
        .containsExactly(Double.NaN, Double.NaN);
    assertThat(figures.values(new MetricKey(FullRanking.HIT_RATE_WARM, 5, "all")))
        .containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void bucketsPickUsersByKnownRatings() {
    double[] values = {0.25, 0.75};
    assertThat(HistoryBucket.FEW.only(split(), values)).containsExactly(0.25, 0.75);
    assertThat(HistoryBucket.NONE.only(split(), values)).containsOnly(Double.NaN);
    assertThat(List.of(0, 1, 4, 5, 9, 10, 19, 20, 900))
        .extracting(ratings -> HistoryBucket.of(ratings).word())
        .containsExactly("0", "1-4", "1-4", "5-9", "5-9", "10-19", "10-19", "20+", "20+");
  }

  @Test
  void aModelThatCannotTellMoviesApartDoesAsWellAsARandomOne() {
    // 3,000 users rated movie 0 and then movie 1, the first of the other 40 in file and ids. In a
    // random order 1 is in the first ten with a chance of 1/4, and the expected nDCG@10 is the mean
    // of the ten gains over 40 places, (1/log2(2) + ... + 1/log2(11)) / 40 = 4.5436 / 40 = .1136.
    // One user's nDCG is 1/log2(place + 1) in the list, else 0: its squares add up to 2.5 of 40, a
    // standard deviation of .22, so .0041 for the mean of 3,000: .012 are three of them.
    int movies = 41;
    int[][] known = new int[3_000][];
    int[][] rated = new int[3_000][];
    Arrays.fill(known, new int[] {0});
    Arrays.fill(rated, new int[] {1});
    Split split =
        TestSplits.split(
            TestSplits.catalogue(movies),
            TestSplits.interactions(movies, known),
            TestSplits.interactions(movies, rated));
    FullRanking protocol = new FullRanking(split, CandidateRule.ALL, List.of(10), null);
    MetricKey ndcg = MetricKey.of(AccuracyMetric.NDCG, 10, Relevance.ALL);

    assertThat(protocol.evaluate((user, scores) -> Arrays.fill(scores, 7)).mean(ndcg))
        .isEqualTo(0.1136, within(0.012));
    assertThat(protocol.evaluate(new RandomRanker(1)).mean(ndcg)).isEqualTo(0.1136, within(0.012));
  }

  private static double[] values(
      UserFigures figures, AccuracyMetric metric, int k, Relevance relevance) {
    return figures.values(MetricKey.of(metric, k, relevance));
  }
}
