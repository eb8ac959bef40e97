package dev.marquee.evaluation.run;

import dev.marquee.evaluation.report.ExtraTable;
import dev.marquee.evaluation.split.Split;
import dev.marquee.serving.recommend.HybridWeights;
import dev.marquee.serving.recommend.RecommenderConfig;
import dev.marquee.serving.recommend.WeightBucket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Weights in words. */
public final class WeightsTable {
  private WeightsTable() {}

  /** Configured and fitted weights side by side. */
  public static ExtraTable of(List<FittedBucket> fitted, Split validation) {
    return new ExtraTable(
        "Hybrid weights, configured and fitted",
        "Content/collaborative/popularity by number of known ratings; fitted on "
            + validation.name()
            + ", every candidate ranked. What they are worth on the test ratings is the difference"
            + " of the rows hybrid and hybrid-configured above. Where too few users have so short a history, the oldest"
            + " ratings of users with longer ones stand in.",
        List.of(
            "known ratings",
            "validation users",
            "histories",
            "configured",
            "nDCG@10",
            "fitted",
            "nDCG@10"),
        fitted.stream()
            .map(
                bucket ->
                    List.of(
                        bucket.minRatings() + "+",
                        Integer.toString(bucket.users()),
                        bucket.users() == 0 ? "-" : bucket.shortened() ? "shortened" : "whole",
                        words(bucket.configured()),
                        number(bucket.configuredNdcg()),
                        words(bucket.fitted()),
                        number(bucket.fittedNdcg())))
            .toList());
  }

  /** The weights of a configuration by bucket. */
  static Map<String, String> settings(RecommenderConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (WeightBucket bucket : config.weights()) {
      settings.put("weights from " + bucket.minRatings(), words(bucket.weights()));
    }
    return settings;
  }

  private static String words(HybridWeights weights) {
    return String.format(
        Locale.ROOT,
        "%.2f/%.2f/%.2f",
        weights.content(),
        weights.collaborative(),
        weights.popularity());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
