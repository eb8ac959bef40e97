package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.Exposure;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.protocol.UserFigures;
import dev.marquee.evaluation.statistics.Bootstrap;
import dev.marquee.evaluation.statistics.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One model under several settings: its nDCG@10, what each setting gains or costs against the first
 * one, and how the lists change. For questions such as what diversity costs.
 */
public final class SettingsTable {
  private static final MetricKey NDCG =
      MetricKey.of(AccuracyMetric.NDCG, ResultsBuilder.K, Relevance.ALL);

  private SettingsTable() {}

  /**
   * The table, a row a setting.
   *
   * @param title its heading
   * @param explanation one sentence that says how to read it
   * @param protocol the protocol that measured them
   * @param runs figures by setting, in words; the first one is what the others are compared with
   */
  public static ExtraTable of(
      String title,
      String explanation,
      FullRanking protocol,
      Bootstrap bootstrap,
      Map<String, UserFigures> runs) {
    List<MetricKey> figures = new ArrayList<>();
    List<String> headings =
        new ArrayList<>(List.of("setting", "nDCG@10", "difference", "95 % interval", "p"));
    for (Column column : Column.lists(ResultsBuilder.K)) {
      boolean measured = runs.values().stream().allMatch(run -> run.keys().contains(column.key()));
      if (measured) {
        figures.add(column.key());
        headings.add(column.heading());
      }
    }
    headings.add("coverage");
    UserFigures first = runs.values().iterator().next();
    List<List<String>> rows = new ArrayList<>();
    runs.forEach(
        (setting, run) -> {
          List<String> row = new ArrayList<>(List.of(setting, number(run.mean(NDCG))));
          row.addAll(difference(bootstrap, first, run));
          figures.forEach(key -> row.add(number(run.mean(key))));
          int[] once = new int[run.lists().users()];
          Arrays.fill(once, 1);
          Exposure exposure = new Exposure(run.lists(), protocol.candidates());
          row.add(number(exposure.coverage(ResultsBuilder.K, once)));
          rows.add(row);
        });
    return new ExtraTable(title, explanation, headings, rows);
  }

  private static List<String> difference(Bootstrap bootstrap, UserFigures first, UserFigures run) {
    if (run == first) {
      return List.of("", "", "");
    }
    Difference difference =
        bootstrap.differences(List.of(run.values(NDCG)), List.of(first.values(NDCG))).get(0);
    return List.of(
        number(difference.mean()),
        number(difference.low()) + " to " + number(difference.high()),
        number(difference.pValue()));
  }

  private static String number(double value) {
    return TextReport.number(value);
  }
}
