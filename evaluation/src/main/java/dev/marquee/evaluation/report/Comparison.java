package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.statistics.Difference;

/**
 * A model against the reference model, paired by user.
 *
 * @param model the model
 * @param metric such as {@code ndcg}
 * @param k list length
 * @param relevance {@code all}, {@code liked} or {@code none}
 * @param difference mean of model minus reference
 * @param low lower end of its 95 % bootstrap interval
 * @param high upper end
 * @param pValue two-sided, of the paired bootstrap
 * @param significant whether the p-value is below .05; not corrected for the number of comparisons
 * @param users how many users have both values
 */
public record Comparison(
    String model,
    String metric,
    int k,
    String relevance,
    double difference,
    double low,
    double high,
    double pValue,
    boolean significant,
    int users) {

  /** A comparison of a paired difference. */
  static Comparison of(String model, MetricKey key, Difference difference) {
    return new Comparison(
        model,
        key.metric(),
        key.k(),
        key.relevance(),
        difference.mean(),
        difference.low(),
        difference.high(),
        difference.pValue(),
        difference.isSignificant(),
        difference.users());
  }
}
