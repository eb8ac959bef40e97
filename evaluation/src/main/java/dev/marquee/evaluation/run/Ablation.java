package dev.marquee.evaluation.run;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.report.AblationResults;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.SplitShape;
import dev.marquee.evaluation.statistics.Bootstrap;
import dev.marquee.evaluation.statistics.Difference;
import dev.marquee.evaluation.statistics.Interval;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.serving.recommend.RecommenderConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What each part of the NCF model is worth: trains its variants on splits and measures nDCG@10 of
 * the NCF alone as the service computes it, full ranking, all held-out ratings relevant. New movies
 * compete among themselves; the training's own validation is cut as the split is.
 */
public final class Ablation {
  private static final int K = 10;
  private static final MetricKey NDCG = MetricKey.of(AccuracyMetric.NDCG, K, Relevance.ALL);

  private final SparkSession spark;
  private final Function<List<String>, RunSettings> settings;
  private final List<AblationVariant> variants;
  private final Console console;
  private final List<AblationResults.Row> rows = new ArrayList<>();
  private int done;
  private int all;

  /**
   * An ablation.
   *
   * @param settings the configuration with given key=value settings on top
   * @param variants at least one
   */
  public Ablation(
      SparkSession spark,
      Function<List<String>, RunSettings> settings,
      List<AblationVariant> variants,
      Console console) {
    this.spark = spark;
    this.settings = settings;
    this.variants = List.copyOf(variants);
    this.console = console;
  }

  /** Splits of one catalogue. */
  public record DataSet(CatalogueFiles files, List<Split> splits) {}

  /**
   * Runs it.
   *
   * @param folder a new work folder for each data set
   * @param soFar is given the results after every trained model, the last time all of them
   */
  public void run(
      List<DataSet> dataSets, Supplier<WorkFolder> folder, Consumer<AblationResults> soFar) {
    all = variants.size() * dataSets.stream().mapToInt(set -> set.splits().size()).sum();
    for (DataSet dataSet : dataSets) {
      try (WorkFolder work = folder.get()) {
        AblationTraining training =
            new AblationTraining(spark, settings, dataSet.files(), work, console);
        dataSet.splits().forEach(split -> run(training, split, soFar));
      }
    }
  }

  private void run(AblationTraining training, Split split, Consumer<AblationResults> soFar) {
    SplitShape shape = SplitShape.of(split);
    Cut validation = shape.cut();
    CandidateRule candidates = shape.candidates();
    console.line(
        "%s: %,d users, %s validation%s",
        split.name(),
        split.users(),
        validation.word(),
        candidates == CandidateRule.TEST ? ", the new movies compete" : "");
    training.prepare(split);
    int first = rows.size();
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (AblationVariant variant : variants) {
      console.line("[%d/%d] %s: %s", ++done, all, split.name(), variant.label());
      AblationTraining.Trained trained = training.train(variant, validation);
      ServedModel model =
          new ServedModel(trained.snapshot(), RecommenderConfig.DEFAULT, split, candidates);
      FullRanking protocol = new FullRanking(split, candidates, List.of(K), null);
      values.put(variant.name(), protocol.evaluate(model.byScore(ServedModel.NCF)).values(NDCG));
      seconds.put(variant.name(), trained.seconds());
      rows.subList(first, rows.size()).clear();
      rows.addAll(rows(split, validation, values, seconds));
      AblationResults.Row row = rows.get(rows.size() - 1);
      console.line("      nDCG@10 %.4f, trained in %.1f s", row.ndcg(), row.seconds());
      soFar.accept(results());
    }
  }

  private static List<AblationResults.Row> rows(
      Split split, Cut validation, Map<String, double[]> values, Map<String, Double> seconds) {
    List<String> names = List.copyOf(values.keySet());
    List<double[]> columns = List.copyOf(values.values());
    List<Interval> means = Bootstrap.STANDARD.means(columns);
    double[] full = values.get(AblationVariant.FULL);
    List<Difference> differences =
        full == null
            ? List.of()
            : Bootstrap.STANDARD.differences(columns, columns.stream().map(any -> full).toList());
    List<AblationResults.Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Interval mean = means.get(i);
      boolean isCompared = full != null && columns.get(i) != full;
      rows.add(
          new AblationResults.Row(
              split.name(),
              names.get(i),
              validation.word(),
              mean.users(),
              mean.mean(),
              mean.low(),
              mean.high(),
              isCompared ? differences.get(i).mean() : Double.NaN,
              isCompared ? differences.get(i).pValue() : Double.NaN,
              seconds.get(names.get(i))));
    }
    return rows;
  }

  private AblationResults results() {
    return new AblationResults(
        AblationResults.VERSION,
        "nDCG@10 of the NCF alone as the service computes it, full ranking (new movies among"
            + " themselves), known movies masked, all held-out ratings relevant; seconds of the"
            + " model's training alone.",
        AblationVariant.FULL,
        variants.stream()
            .map(
                variant ->
                    new AblationResults.Variant(
                        variant.name(), variant.label(), variant.settings()))
            .toList(),
        rows);
  }
}
