package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.FullRanking;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure as a column of tables.
 *
 * @param heading what readers see
 * @param key the figure
 */
record Column(String heading, MetricKey key) {

  /** Precision, recall and so on, at a list length. */
  static List<Column> accuracy(int k, Relevance relevance) {
    List<Column> columns = new ArrayList<>();
    columns.add(accuracy("nDCG", AccuracyMetric.NDCG, k, relevance));
    columns.add(accuracy("MRR", AccuracyMetric.MRR, k, relevance));
    columns.add(accuracy("P", AccuracyMetric.PRECISION, k, relevance));
    columns.add(accuracy("R", AccuracyMetric.RECALL, k, relevance));
    columns.add(accuracy("F1", AccuracyMetric.F1, k, relevance));
    columns.add(accuracy("hit rate", AccuracyMetric.HIT_RATE, k, relevance));
    columns.add(accuracy("MAP", AccuracyMetric.MAP, k, relevance));
    return columns;
  }

  /** What the lists are like, at a list length. */
  static List<Column> lists(int k) {
    return List.of(
        list("coverage", ResultsBuilder.COVERAGE, k),
        list("Gini", ResultsBuilder.GINI, k),
        list("novelty, bits", FullRanking.NOVELTY, k),
        list("diversity, genres", FullRanking.GENRE_DIVERSITY, k),
        list("diversity, embedding", FullRanking.EMBEDDING_DIVERSITY, k),
        list("miscalibration, KL", FullRanking.CALIBRATION, k));
  }

  /** How movies without training ratings fare, at a list length. */
  static List<Column> coldWarm(int k) {
    return List.of(
        cold("recall, cold", FullRanking.RECALL_COLD, k),
        cold("hit rate, cold", FullRanking.HIT_RATE_COLD, k),
        cold("recall, warm", FullRanking.RECALL_WARM, k),
        cold("hit rate, warm", FullRanking.HIT_RATE_WARM, k),
        list("share of places, cold", FullRanking.SHARE_COLD, k));
  }

  private static Column accuracy(
      String heading, AccuracyMetric metric, int k, Relevance relevance) {
    return new Column(heading + "@" + k, MetricKey.of(metric, k, relevance));
  }

  private static Column list(String heading, String metric, int k) {
    return new Column(heading, new MetricKey(metric, k, MetricKey.NO_RELEVANCE));
  }

  private static Column cold(String heading, String metric, int k) {
    return new Column(heading, new MetricKey(metric, k, Relevance.ALL.word()));
  }
}
