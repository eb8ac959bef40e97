package dev.marquee.evaluation.run;

import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.protocol.UserFigures;
import dev.marquee.evaluation.report.ExtraTable;
import dev.marquee.evaluation.report.SettingsTable;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.statistics.Bootstrap;
import dev.marquee.serving.recommend.CandidateScope;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What diversity, calibration and the choice of candidates cost the hybrid, and what they gain. */
final class RerankingCosts {
  private static final int K = 10;

  private RerankingCosts() {}

  static ExtraTable table(ServedModel served, Split split, CandidateRule rule, Snapshot snapshot) {
    FullRanking protocol =
        new FullRanking(
            split, rule, List.of(K), Evaluation.embeddings(snapshot, split.catalogue()));
    Map<String, UserFigures> runs = new LinkedHashMap<>();
    settings().forEach((name, ask) -> runs.put(name, protocol.evaluate(served.lists(ask, K))));
    return SettingsTable.of(
        "What re-ranking costs the hybrid",
        "Differences are from the first row: MMR off, no calibration. Below, the same list made of"
            + " all movies instead of the candidate sources' proposals.",
        protocol,
        Bootstrap.STANDARD,
        runs);
  }

  private static Map<String, ServedModel.Ask> settings() {
    Map<String, ServedModel.Ask> settings = new LinkedHashMap<>();
    for (double strength : new double[] {0, 0.25, 0.5, 0.75, 1}) {
      settings.put("MMR " + strength, request -> request.diversity(strength).calibration(0));
    }
    for (double strength : new double[] {0.25, 0.5, 0.75}) {
      settings.put(
          "calibration " + strength, request -> request.diversity(0).calibration(strength));
    }
    settings.put(
        "all movies ranked",
        request -> request.diversity(0).calibration(0).scope(CandidateScope.ALL));
    return settings;
  }
}
