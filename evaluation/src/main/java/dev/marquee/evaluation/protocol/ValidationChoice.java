package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import java.util.List;
import java.util.function.BiFunction;

/** Chooses a model's settings by nDCG@10 on a validation cut, all held-out ratings relevant. */
public final class ValidationChoice {
  private static final int K = 10;

  private ValidationChoice() {}

  /**
   * The settings and how well they did.
   *
   * @param settings the best of the choices
   * @param ndcg its mean nDCG@10 on the validation cut
   */
  public record Chosen<S>(S settings, double ndcg) {}

  /**
   * Trains with each choice on the validation split's training part.
   *
   * @param validation from {@link Split#validation}: never the test ratings
   * @param choices at least one; the first of equally good ones is chosen
   * @param train makes a model of training ratings with given settings
   */
  public static <S> Chosen<S> best(
      Split validation, List<S> choices, BiFunction<Interactions, S, HistoryRanker> train) {
    FullRanking protocol = new FullRanking(validation, CandidateRule.ALL, List.of(K), null);
    MetricKey ndcg = MetricKey.of(AccuracyMetric.NDCG, K, Relevance.ALL);
    Chosen<S> best = null;
    for (S settings : choices) {
      HistoryRanker ranker = train.apply(validation.train(), settings);
      double value = protocol.evaluate(ranker.over(validation.histories())).mean(ndcg);
      if (best == null || value > best.ndcg()) {
        best = new Chosen<>(settings, value);
      }
    }
    return best;
  }
}
