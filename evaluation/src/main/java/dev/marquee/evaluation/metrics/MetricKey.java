package dev.marquee.evaluation.metrics;

/**
 * Names one figure.
 *
 * @param metric such as {@code ndcg}
 * @param k length of the list it looks at
 * @param relevance which test ratings count as relevant: {@code all}, {@code liked}, or {@code
 *     sampled} for the sampled protocol; {@code none} where the figure asks for no relevance
 */
public record MetricKey(String metric, int k, String relevance) implements Comparable<MetricKey> {
  /** For figures that describe a list and not its hits. */
  public static final String NO_RELEVANCE = "none";

  /** A figure of hits. */
  public static MetricKey of(AccuracyMetric metric, int k, Relevance relevance) {
    return new MetricKey(metric.word(), k, relevance.word());
  }

  @Override
  public int compareTo(MetricKey other) {
    int order = relevance.compareTo(other.relevance);
    order = order != 0 ? order : metric.compareTo(other.metric);
    return order != 0 ? order : Integer.compare(k, other.k);
  }

  @Override
  public String toString() {
    return metric + "@" + k + (NO_RELEVANCE.equals(relevance) ? "" : " (" + relevance + ")");
  }
}
