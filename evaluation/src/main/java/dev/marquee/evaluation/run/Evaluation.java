package dev.marquee.evaluation.run;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.protocol.Evolution;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.protocol.SampledRanking;
import dev.marquee.evaluation.protocol.UserFigures;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.ranking.RankedLists;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.report.EvaluationResults;
import dev.marquee.evaluation.report.ModelRun;
import dev.marquee.evaluation.report.ResultsBuilder;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Catalogue;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.statistics.Bootstrap;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.serving.recommend.RecommenderConfig;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One evaluation: trains every model of a plan on a split and measures them side by side. */
public final class Evaluation {
  private static final List<String> CONTENT_STAGES =
      List.of("ingest", "tfidf", "embed", "similar", "publish");
  private static final List<String> NCF_STAGES =
      List.of("ingest", "tfidf", "embed", "train-ncf", "publish");

  /** What a second run has to do anew; the rest hangs on the movies alone. */
  private static final List<String> RATING_STAGES = List.of("ingest", "popularity", "train-ncf");

  private static final int LIST_LENGTH = 10;
  private static final int LONGEST_LIST = Collections.max(FullRanking.CUTOFFS);

  private final SparkSession spark;
  private final NightlyTraining training;
  private final EvaluationPlan plan;
  private final Console console;

  /**
   * What came out.
   *
   * @param results the figures
   * @param lists the hybrid's first ten for every user as the service gives them, or null where the
   *     hybrid was not among the models
   */
  public record Outcome(EvaluationResults results, RankedLists lists) {}

  /** An evaluation of models whose nightly runs are made by {@code training}. */
  public Evaluation(
      SparkSession spark, NightlyTraining training, EvaluationPlan plan, Console console) {
    this.spark = spark;
    this.training = training;
    this.plan = plan;
    this.console = console;
  }

  /**
   * Runs it.
   *
   * @throws UserError if the split is too small for what the plan asks
   */
  public Outcome run(Split split) {
    Split validation =
        plan.choosesSettings() ? checked(split, plan.settingsValidation(split)) : null;
    boolean isServed = plan.models().stream().anyMatch(ModelName::isServed);
    // First, so that nothing of it can have seen the ratings that it is validated on.
    Fit fit = plan.fitsWeights() ? fit(checked(split, plan.weightsValidation(split))) : null;
    NightlyTraining.Trained trained = isServed ? training.train(split) : null;
    FullRanking protocol =
        new FullRanking(
            split,
            plan.candidates(),
            FullRanking.CUTOFFS,
            trained == null ? null : embeddings(trained.snapshot(), split.catalogue()));
    ResultsBuilder builder = new ResultsBuilder(protocol, Bootstrap.STANDARD);
    Baselines baselines = new Baselines(spark, split, validation, plan.seed());
    for (ModelName model : plan.models()) {
      if (!model.isServed()) {
        console.line("baseline %s", model.word());
        Baselines.Trained baseline = baselines.train(model);
        builder.add(
            measure(
                protocol,
                model,
                baseline.ranker(),
                baseline.ranker(),
                baseline.told(),
                baseline.settings(),
                baseline.seconds()));
      }
    }
    RankedLists lists = null;
    if (isServed) {
      ServedModel configured = served(trained.snapshot(), RecommenderConfig.DEFAULT, split);
      ServedModel served =
          fit == null ? configured : served(trained.snapshot(), fit.config(), split);
      addServed(builder, protocol, trained, served, configured, fit);
      if (fit != null) {
        lists = served.lists(LIST_LENGTH);
        console.line("what re-ranking costs");
        builder.add(RerankingCosts.table(served, split, plan.candidates(), trained.snapshot()));
        builder.add(WeightsTable.of(fit.buckets(), fit.validation()));
      }
    }
    String reference = plan.models().contains(ModelName.HYBRID) ? ModelName.HYBRID.word() : null;
    return new Outcome(
        builder.build(description(fit == null ? null : fit.validation()), reference), lists);
  }

  private static Split checked(Split split, Split validation) {
    if (validation.users() == 0) {
      throw new UserError(
          "%s is empty: split %s has no user with 5 training ratings, or too few movies with them;"
                  .formatted(validation.name(), split.name())
              + " expected some to choose settings on");
    }
    return validation;
  }

  private record Fit(Split validation, List<FittedBucket> buckets, double seconds) {
    RecommenderConfig config() {
      return RecommenderConfig.DEFAULT.withWeights(WeightFit.buckets(buckets));
    }
  }

  private Fit fit(Split validation) {
    NightlyTraining.Trained trained = training.train(validation);
    console.line("fitting the hybrid's weights");
    long start = System.nanoTime();
    ServedModel model = served(trained.snapshot(), RecommenderConfig.DEFAULT, validation);
    List<FittedBucket> buckets =
        new WeightFit(model, validation, plan.candidates())
            .fit(RecommenderConfig.DEFAULT.weights());
    double seconds = trained.seconds(RATING_STAGES) + (System.nanoTime() - start) / 1e9;
    return new Fit(validation, buckets, seconds);
  }

  private ServedModel served(Snapshot snapshot, RecommenderConfig config, Split split) {
    return new ServedModel(snapshot, config, split, plan.candidates());
  }

  private void addServed(
      ResultsBuilder builder,
      FullRanking protocol,
      NightlyTraining.Trained trained,
      ServedModel served,
      ServedModel configured,
      Fit fit) {
    for (ModelName model : plan.models()) {
      if (!model.isServed()) {
        continue;
      }
      console.line("ranking with %s", model.word());
      ServedModel asked = model == ModelName.HYBRID_CONFIGURED ? configured : served;
      ServedModel.Ask ask =
          switch (model) {
            case CONTENT -> ServedModel.CONTENT;
            case NCF -> ServedModel.NCF;
            default -> ServedModel.DEFAULTS;
          };
      double seconds =
          switch (model) {
            case CONTENT -> trained.seconds(CONTENT_STAGES);
            case NCF -> trained.seconds(NCF_STAGES);
            case HYBRID -> trained.allSeconds() + fit.seconds();
            default -> trained.allSeconds();
          };
      Map<String, String> settings =
          model.compareTo(ModelName.HYBRID) < 0
              ? Map.of()
              : WeightsTable.settings(asked.recommender().config());
      boolean isOneComponent = model == ModelName.CONTENT || model == ModelName.NCF;
      builder.add(
          measure(
              protocol,
              model,
              isOneComponent ? asked.byScore(ask) : asked.lists(ask, LONGEST_LIST),
              isOneComponent ? asked.byScore(ask) : asked.ranker(ask),
              isOneComponent ? asked.visitorsByScore(ask) : asked.visitors(ask),
              settings,
              seconds));
    }
  }

  /**
   * Measures a model.
   *
   * @param lists places at least as many movies as the longest list
   * @param ranker places every movie
   * @param told the same for given histories, or null where histories do not matter
   */
  private ModelRun measure(
      FullRanking protocol,
      ModelName model,
      Ranker lists,
      Ranker ranker,
      HistoryRanker told,
      Map<String, String> settings,
      double seconds) {
    Split split = protocol.split();
    UserFigures full = protocol.evaluate(lists);
    UserFigures sampled =
        plan.sampled()
            ? new SampledRanking(split, SampledRanking.NEGATIVES, plan.seed()).evaluate(ranker)
            : null;
    Evolution evolution =
        new Evolution(
            new FullRanking(split, plan.candidates(), List.of(LIST_LENGTH), null),
            Evolution.LENGTHS);
    List<Evolution.Step> steps =
        told == null || evolution.users() == 0 ? List.of() : evolution.evaluate(told);
    return new ModelRun(model.word(), settings, seconds, full, sampled, steps);
  }

  private String description(Split weights) {
    return "Full ranking over %s, the user's known movies masked; trained on the training ratings"
            .formatted(
                plan.candidates() == CandidateRule.ALL
                    ? "every movie"
                    : "the movies of the test ratings")
        + " alone, settings and weights chosen on a %s validation cut of them (%.0f %%, seed %d)%s."
            .formatted(
                plan.validation().word(),
                100 * EvaluationPlan.VALIDATION_SHARE,
                plan.seed(),
                weights == null ? "" : ", weights on " + weights.name());
  }

  /** One vector a movie row, null where the snapshot has none. */
  static float[][] embeddings(Snapshot snapshot, Catalogue catalogue) {
    float[][] vectors = new float[catalogue.size()][];
    for (int movie = 0; movie < vectors.length; movie++) {
      int row = snapshot.movies().rowOf(catalogue.movie(movie).movieId());
      vectors[movie] = row < 0 ? null : snapshot.embeddings().row(row);
    }
    return vectors;
  }
}
