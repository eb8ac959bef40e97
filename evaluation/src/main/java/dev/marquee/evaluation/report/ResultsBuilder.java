package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.Exposure;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.Evolution;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.protocol.HistoryBucket;
import dev.marquee.evaluation.protocol.UserFigures;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.statistics.Bootstrap;
import dev.marquee.evaluation.statistics.Difference;
import dev.marquee.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the values of users into means with intervals, and models into comparisons. */
public final class ResultsBuilder {
  /** Share of the candidates that stand in some list. */
  public static final String COVERAGE = "coverage";

  /** Inequality of the candidates' exposure. */
  public static final String GINI = "gini";

  /** List length of buckets and comparisons. */
  static final int K = 10;

  private final FullRanking protocol;
  private final Bootstrap bootstrap;
  private final Map<String, ModelRun> runs = new LinkedHashMap<>();
  private final List<ModelResult> results = new ArrayList<>();
  private final List<ExtraTable> extras = new ArrayList<>();

  /** Results of models that were measured by this protocol; its list lengths must include 10. */
  public ResultsBuilder(FullRanking protocol, Bootstrap bootstrap) {
    if (!protocol.cutoffs().contains(K)) {
      throw new IllegalArgumentException("list lengths " + protocol.cutoffs() + ", expected 10");
    }
    this.protocol = protocol;
    this.bootstrap = bootstrap;
  }

  /** Adds a model below those that were added before. */
  public ResultsBuilder add(ModelRun run) {
    if (runs.put(run.model(), run) != null) {
      throw new IllegalArgumentException("model " + run.model() + " is there twice");
    }
    List<Figure> figures = new ArrayList<>(figures(run.full(), run.full().keys()));
    figures.addAll(exposure(run.full()));
    results.add(
        new ModelResult(
            run.model(),
            run.settings(),
            run.trainSeconds(),
            run.full().seconds(),
            figures,
            buckets(run.full()),
            run.sampled() == null ? List.of() : figures(run.sampled(), run.sampled().keys()),
            evolution(run.evolution())));
    return this;
  }

  /** Adds a further table. */
  public ResultsBuilder add(ExtraTable table) {
    extras.add(table);
    return this;
  }

  /**
   * The results.
   *
   * @param description how it was measured, one sentence
   * @param reference the model that all others are compared with, or null
   */
  public EvaluationResults build(String description, String reference) {
    return new EvaluationResults(
        EvaluationResults.VERSION,
        description,
        DataSummary.of(protocol.split(), protocol.candidates(), usersWithoutLiked()),
        reference,
        results,
        reference == null ? List.of() : comparisons(reference),
        extras);
  }

  private int usersWithoutLiked() {
    Split split = protocol.split();
    int without = 0;
    for (int user = 0; user < split.users(); user++) {
      boolean liked = false;
      for (int entry = split.test().start(user); entry < split.test().end(user); entry++) {
        liked |= Relevance.LIKED.includes(split.test().rating(entry));
      }
      without += liked ? 0 : 1;
    }
    return without;
  }

  private List<Figure> figures(UserFigures figures, Collection<MetricKey> keys) {
    List<Interval> intervals = bootstrap.means(keys.stream().map(figures::values).toList());
    List<Figure> result = new ArrayList<>();
    for (MetricKey key : keys) {
      result.add(Figure.of(key, intervals.get(result.size())));
    }
    return result;
  }

  private List<Figure> exposure(UserFigures figures) {
    Exposure exposure = new Exposure(figures.lists(), protocol.candidates());
    int users = figures.lists().users();
    List<Figure> result = new ArrayList<>();
    for (int k : protocol.cutoffs()) {
      Interval coverage = bootstrap.figure(users, weights -> exposure.coverage(k, weights));
      Interval gini = bootstrap.figure(users, weights -> exposure.gini(k, weights));
      result.add(Figure.of(new MetricKey(COVERAGE, k, MetricKey.NO_RELEVANCE), coverage));
      result.add(Figure.of(new MetricKey(GINI, k, MetricKey.NO_RELEVANCE), gini));
    }
    return result;
  }

  private List<BucketFigure> buckets(UserFigures figures) {
    List<BucketFigure> result = new ArrayList<>();
    for (HistoryBucket bucket : HistoryBucket.values()) {
      Map<MetricKey, double[]> chosen = new LinkedHashMap<>();
      for (MetricKey key : accuracyKeys()) {
        chosen.put(key, bucket.only(protocol.split(), figures.values(key)));
      }
      for (Figure figure : figures(new UserFigures(chosen, null, 0), accuracyKeys())) {
        if (figure.users() > 0) {
          result.add(new BucketFigure(bucket.word(), figure));
        }
      }
    }
    return result;
  }

  private List<EvolutionFigure> evolution(List<Evolution.Step> steps) {
    List<EvolutionFigure> result = new ArrayList<>();
    for (Evolution.Step step : steps) {
      for (Figure figure : figures(step.figures(), accuracyKeys())) {
        result.add(new EvolutionFigure(step.ratings(), figure));
      }
    }
    return result;
  }

  private List<Comparison> comparisons(String reference) {
    ModelRun referenceRun = runs.get(reference);
    if (referenceRun == null) {
      throw new IllegalArgumentException(
          "reference " + reference + ", expected one of " + runs.keySet());
    }
    List<MetricKey> keys = referenceRun.full().keys().stream().filter(key -> key.k() == K).toList();
    List<double[]> second = keys.stream().map(referenceRun.full()::values).toList();
    List<Comparison> result = new ArrayList<>();
    for (ModelRun run : runs.values()) {
      if (!run.model().equals(reference)) {
        List<double[]> first = keys.stream().map(run.full()::values).toList();
        List<Difference> differences = bootstrap.differences(first, second);
        for (int i = 0; i < keys.size(); i++) {
          result.add(Comparison.of(run.model(), keys.get(i), differences.get(i)));
        }
      }
    }
    return result;
  }

  private static List<MetricKey> accuracyKeys() {
    List<MetricKey> keys = new ArrayList<>();
    for (AccuracyMetric metric : AccuracyMetric.values()) {
      keys.add(MetricKey.of(metric, K, Relevance.ALL));
    }
    return keys;
  }
}
