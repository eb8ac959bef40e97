package dev.marquee.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.TestSplits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionTest {
  private static final MetricKey HIT_RATE = MetricKey.of(AccuracyMetric.HIT_RATE, 1, Relevance.ALL);

  /** The movie after the newest known one, or movie 5 for a visitor; then 3 and the others. */
  private static final HistoryRanker NEXT =
      (history, scores) -> {
        for (int movie = 0; movie < scores.length; movie++) {
          scores[movie] = movie == 3 ? 0 : -movie - 1;
        }
        int newest = history.size() == 0 ? 4 : history.movies()[history.size() - 1];
        scores[newest + 1] = 1;
      };

  @Test
  void theModelIsToldTheOldestRatingsAndJudgedOnTheSameTest() {
    // User 0 rates 0, then 2, then 1, and later 3; user 1 rates 0 and later 3: too few for 3.
    Split split =
        TestSplits.split(
            TestSplits.catalogue(6),
            TestSplits.interactions(6, new int[] {0, 2, 1}, new int[] {0}),
            TestSplits.interactions(6, new int[] {3}, new int[] {3}));
    FullRanking protocol = new FullRanking(split, CandidateRule.ALL, List.of(1), null);
    Evolution evolution = new Evolution(protocol, List.of(0, 1, 2, 3));
    List<Evolution.Step> steps = evolution.evaluate(NEXT);

    assertThat(evolution.users()).isEqualTo(1);
    assertThat(steps).extracting(Evolution.Step::ratings).containsExactly(0, 1, 2, 3);
    // Told nothing: 5. Told 0: 1 would be next, but all the history is masked, and 3
    // comes second. Told 0 and 2: 3. Told all: 2, masked, and again 3.
    assertThat(steps)
        .extracting(step -> step.figures().lists().movie(0, 0))
        .containsExactly(5, 3, 3, 3);
    assertThat(steps)
        .extracting(step -> step.figures().mean(HIT_RATE))
        .containsExactly(0.0, 1.0, 1.0, 1.0);
    assertThat(steps).allSatisfy(step -> assertThat(step.figures().users(HIT_RATE)).isEqualTo(1));
  }

  @Test
  void theChoiceThatDoesBestOnValidationIsTaken() {
    Split split =
        TestSplits.split(
            TestSplits.catalogue(6),
            TestSplits.interactions(6, new int[] {0, 2, 1}),
            TestSplits.interactions(6, new int[] {3}));
    // Settings are how many movies the model skips; after 1 comes 3 with one skipped.
    ValidationChoice.Chosen<Integer> chosen =
        ValidationChoice.best(
            split,
            List.of(2, 1, 3),
            (train, skipped) ->
                (history, scores) -> {
                  Arrays.fill(scores, Float.NEGATIVE_INFINITY);
                  scores[history.movies()[history.size() - 1] + 1 + skipped] = 1;
                });
    assertThat(chosen).isEqualTo(new ValidationChoice.Chosen<>(1, 1.0));
  }
}
