package dev.marquee.evaluation.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.statistics.Interval;

/**
 * One figure of one model: a mean over users with its 95 % bootstrap interval.
 *
 * @param metric such as {@code ndcg}
 * @param k list length
 * @param relevance {@code all}, {@code liked}, {@code sampled} or {@code none}
 * @param mean the figure, NaN where no user has a value
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param users how many users it is a mean of
 */
public record Figure(
    String metric, int k, String relevance, double mean, double low, double high, int users) {

  /** A figure of an interval. */
  public static Figure of(MetricKey key, Interval interval) {
    return new Figure(
        key.metric(),
        key.k(),
        key.relevance(),
        interval.mean(),
        interval.low(),
        interval.high(),
        interval.users());
  }

  /** What the figure is of. */
  @JsonIgnore
  public MetricKey key() {
    return new MetricKey(metric, k, relevance);
  }
}
