package dev.marquee.evaluation.run;

import dev.marquee.evaluation.baseline.AlsSettings;
import dev.marquee.evaluation.baseline.Ease;
import dev.marquee.evaluation.baseline.ImplicitAls;
import dev.marquee.evaluation.baseline.ItemNeighbours;
import dev.marquee.evaluation.baseline.PopularityRanker;
import dev.marquee.evaluation.baseline.RandomRanker;
import dev.marquee.evaluation.protocol.ValidationChoice;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.split.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Trains the baselines; where there are choices, the best one on a validation cut of train. */
final class Baselines {
  /** EASE's regularisation, from small to large data. */
  static final List<Double> LAMBDAS = List.of(100.0, 200.0, 300.0, 500.0);

  private final SparkSession spark;
  private final Split split;
  private final Split validation;
  private final long seed;

  Baselines(SparkSession spark, Split split, Split validation, long seed) {
    this.spark = spark;
    this.split = split;
    this.validation = validation;
    this.seed = seed;
  }

  /**
   * A trained baseline.
   *
   * @param ranker for the split's users
   * @param told the same for given histories, or null where histories do not matter
   * @param settings what it was trained with
   * @param seconds of training, choosing included
   */
  record Trained(Ranker ranker, HistoryRanker told, Map<String, String> settings, double seconds) {}

  Trained train(ModelName model) {
    long start = System.nanoTime();
    Map<String, String> settings = new LinkedHashMap<>();
    if (model == ModelName.RANDOM) {
      settings.put("seed", Long.toString(seed));
      return new Trained(new RandomRanker(seed), null, settings, 0);
    }
    HistoryRanker ranker =
        switch (model) {
          case POPULARITY -> new PopularityRanker(split.train());
          case ITEM_KNN -> neighbours(settings);
          case ALS -> als(settings);
          case EASE -> ease(settings);
          default -> throw new IllegalArgumentException(model + " is no baseline");
        };
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Trained(ranker.over(split.histories()), ranker, settings, seconds);
  }

  private HistoryRanker neighbours(Map<String, String> settings) {
    settings.put("neighbours", Integer.toString(ItemNeighbours.DEFAULT_NEIGHBOURS));
    settings.put("shrinkage", Double.toString(ItemNeighbours.DEFAULT_SHRINKAGE));
    return new ItemNeighbours(split.train());
  }

  private HistoryRanker als(Map<String, String> settings) {
    ValidationChoice.Chosen<AlsSettings> chosen =
        ValidationChoice.best(
            validation,
            AlsSettings.CHOICES,
            (train, choice) -> ImplicitAls.train(spark, train, choice));
    AlsSettings best = chosen.settings();
    settings.put("rank", Integer.toString(best.rank()));
    settings.put("alpha", Double.toString(best.alpha()));
    settings.put("regularization", Double.toString(best.regularization()));
    settings.put("iterations", Integer.toString(best.iterations()));
    settings.put("validation nDCG@10", number(chosen.ndcg()));
    return ImplicitAls.train(spark, split.train(), best);
  }

  private HistoryRanker ease(Map<String, String> settings) {
    ValidationChoice.Chosen<Double> chosen =
        ValidationChoice.best(validation, LAMBDAS, Ease::train);
    settings.put("lambda", Double.toString(chosen.settings()));
    settings.put("validation nDCG@10", number(chosen.ndcg()));
    return Ease.train(split.train(), chosen.settings());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
