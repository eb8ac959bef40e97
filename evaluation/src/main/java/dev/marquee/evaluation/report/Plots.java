package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.protocol.HistoryBucket;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The plots of results. Drawing needs no display. */
final class Plots {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;
  private static final double LEAST_NOVELTY = 0.1;
  private static final MetricKey NOVELTY =
      new MetricKey(FullRanking.NOVELTY, ResultsBuilder.K, MetricKey.NO_RELEVANCE);

  /** Told apart by people who see fewer colours, too (Okabe and Ito 2008). */
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xE69F00),
    new Color(0x009E73),
    new Color(0xD55E00),
    new Color(0x56B4E9),
    new Color(0xCC79A7),
    new Color(0x999999),
    new Color(0xA6761D),
    new Color(0x000000)
  };

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private Plots() {}

  /** nDCG@10 of every model with its interval. */
  static CategoryChart ndcg(EvaluationResults results) {
    List<Figure> figures =
        results.models().stream()
            .map(model -> model.figure(AccuracyMetric.NDCG, ResultsBuilder.K, Relevance.ALL))
            .toList();
    CategoryChart chart = bars("nDCG@10 with 95 % interval", "", "nDCG@10");
    chart.getStyler().setLegendVisible(false);
    // Level, the names of nine models run into each other.
    chart.getStyler().setXAxisLabelRotation(30);
    chart.addSeries(
        "nDCG@10",
        results.models().stream().map(ModelResult::model).toList(),
        figures.stream().map(figure -> finite(figure.mean())).toList(),
        figures.stream().map(figure -> finite((figure.high() - figure.low()) / 2)).toList());
    return chart;
  }

  /** Four accuracy figures side by side. */
  static CategoryChart accuracy(EvaluationResults results) {
    Map<String, AccuracyMetric> metrics = new LinkedHashMap<>();
    metrics.put("nDCG@10", AccuracyMetric.NDCG);
    metrics.put("MRR@10", AccuracyMetric.MRR);
    metrics.put("P@10", AccuracyMetric.PRECISION);
    metrics.put("R@10", AccuracyMetric.RECALL);
    CategoryChart chart = bars("Accuracy, all held-out ratings relevant", "", "mean over users");
    for (ModelResult model : results.models()) {
      chart.addSeries(
          model.model(),
          List.copyOf(metrics.keySet()),
          metrics.values().stream()
              .map(metric -> finite(model.figure(metric, ResultsBuilder.K, Relevance.ALL).mean()))
              .toList());
    }
    return chart;
  }

  /** nDCG by list length. */
  static XYChart byLength(EvaluationResults results) {
    XYChart chart = lines("nDCG by list length", "k", "nDCG@k");
    for (ModelResult model : results.models()) {
      List<Figure> figures =
          model.figures().stream()
              .filter(
                  figure ->
                      figure.metric().equals(AccuracyMetric.NDCG.word())
                          && figure.relevance().equals(Relevance.ALL.word()))
              .toList();
      chart.addSeries(
          model.model(),
          figures.stream().mapToDouble(Figure::k).toArray(),
          figures.stream().mapToDouble(Figure::mean).toArray());
    }
    return chart;
  }

  /** nDCG@10 by number of known ratings, for the buckets that have users. */
  static CategoryChart buckets(EvaluationResults results) {
    CategoryChart chart =
        bars("nDCG@10 by number of known ratings", "ratings known of the user", "nDCG@10");
    List<String> buckets =
        Arrays.stream(HistoryBucket.values())
            .map(HistoryBucket::word)
            .filter(word -> results.data().usersByHistory().getOrDefault(word, 0) > 0)
            .toList();
    for (ModelResult model : results.models()) {
      List<Double> means = new ArrayList<>();
      for (String bucket : buckets) {
        means.add(
            model.buckets().stream()
                .filter(found -> found.bucket().equals(bucket))
                .map(BucketFigure::figure)
                .filter(figure -> figure.metric().equals(AccuracyMetric.NDCG.word()))
                .map(figure -> finite(figure.mean()))
                .findFirst()
                .orElse(0.0));
      }
      chart.addSeries(model.model(), buckets, means);
    }
    return chart;
  }

  /** nDCG@10 while a new user's ratings arrive. */
  static XYChart evolution(EvaluationResults results) {
    XYChart chart = lines("nDCG@10 as ratings arrive", "ratings known of the user", "nDCG@10");
    for (ModelResult model : results.models()) {
      List<EvolutionFigure> steps =
          model.evolution().stream()
              .filter(step -> step.figure().metric().equals(AccuracyMetric.NDCG.word()))
              .filter(step -> step.figure().users() > 0)
              .toList();
      if (!steps.isEmpty()) {
        chart.addSeries(
            model.model(),
            steps.stream().mapToDouble(EvolutionFigure::ratings).toArray(),
            steps.stream().mapToDouble(step -> step.figure().mean()).toArray());
      }
    }
    return chart;
  }

  /** Whether novelty tells any models apart; where all candidates are new movies it does not. */
  static boolean differInNovelty(EvaluationResults results) {
    DoubleSummaryStatistics bits =
        results.models().stream()
            .flatMap(model -> model.figure(NOVELTY).stream())
            .mapToDouble(Figure::mean)
            .summaryStatistics();
    return bits.getMax() - bits.getMin() > LEAST_NOVELTY;
  }

  /** Accuracy against how little known the recommended movies are. */
  static XYChart noveltyAndAccuracy(EvaluationResults results) {
    XYChart chart = lines("Accuracy and novelty", "novelty, bits", "nDCG@10");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisDecimalPattern("0.0");
    for (ModelResult model : results.models()) {
      double x = model.figure(NOVELTY).map(Figure::mean).orElse(Double.NaN);
      double y = model.figure(AccuracyMetric.NDCG, ResultsBuilder.K, Relevance.ALL).mean();
      chart.addSeries(model.model(), new double[] {finite(x)}, new double[] {finite(y)});
    }
    return chart;
  }

  private static CategoryChart bars(String title, String xTitle, String yTitle) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart, chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Bar);
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private static XYChart lines(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart, chart.getStyler());
    return chart;
  }

  private static void style(Chart<?, ?> chart, AxesChartStyler styler) {
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    styler.setSeriesColors(COLOURS);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setChartTitleBoxVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setYAxisDecimalPattern("0.00");
  }

  /** Charts cannot show what has no value: it stands at zero. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
