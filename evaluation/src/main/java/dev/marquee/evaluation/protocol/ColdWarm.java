package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import java.util.List;
import java.util.Map;

/**
 * How lists treat new movies. A movie is cold if it has no training rating, else warm; all held-out
 * ratings are relevant. At list length k, for each user:
 *
 * <ul>
 *   <li>{@code recallCold}: share of the user's relevant cold movies that stand in the first k
 *       places; no value for users without any. {@code recallWarm} likewise.
 *   <li>{@code hitRateCold}: 1 if one of them does, else 0. {@code hitRateWarm} likewise.
 *   <li>{@code shareCold}: share of the list's places that cold movies hold, relevant or not.
 * </ul>
 */
final class ColdWarm {
  private final Interactions test;
  private final int[] trainCounts;

  ColdWarm(Split split) {
    test = split.test();
    trainCounts = split.train().movieCounts();
  }

  /** The figures at one list length. */
  List<MetricKey> keys(int k) {
    return List.of(
        key(FullRanking.RECALL_COLD, k),
        key(FullRanking.RECALL_WARM, k),
        key(FullRanking.HIT_RATE_COLD, k),
        key(FullRanking.HIT_RATE_WARM, k),
        new MetricKey(FullRanking.SHARE_COLD, k, MetricKey.NO_RELEVANCE));
  }

  /** Writes a user's figures for the list of at most k movies. */
  void measure(int user, int[] list, int k, Map<MetricKey, double[]> values) {
    int coldPlaces = 0;
    int coldHits = 0;
    int warmHits = 0;
    boolean[] hits = FullRanking.hits(test, user, list, Relevance.ALL);
    for (int place = 0; place < list.length; place++) {
      boolean cold = trainCounts[list[place]] == 0;
      coldPlaces += cold ? 1 : 0;
      coldHits += cold && hits[place] ? 1 : 0;
      warmHits += !cold && hits[place] ? 1 : 0;
    }
    int coldRelevant = 0;
    for (int entry = test.start(user); entry < test.end(user); entry++) {
      coldRelevant += trainCounts[test.movie(entry)] == 0 ? 1 : 0;
    }
    int warmRelevant = test.count(user) - coldRelevant;
    values.get(key(FullRanking.RECALL_COLD, k))[user] = (double) coldHits / coldRelevant;
    values.get(key(FullRanking.RECALL_WARM, k))[user] = (double) warmHits / warmRelevant;
    values.get(key(FullRanking.HIT_RATE_COLD, k))[user] = hit(coldHits, coldRelevant);
    values.get(key(FullRanking.HIT_RATE_WARM, k))[user] = hit(warmHits, warmRelevant);
    values.get(new MetricKey(FullRanking.SHARE_COLD, k, MetricKey.NO_RELEVANCE))[user] =
        (double) coldPlaces / list.length;
  }

  private static double hit(int hits, int relevant) {
    if (relevant == 0) {
      return Double.NaN;
    }
    return hits > 0 ? 1 : 0;
  }

  private static MetricKey key(String metric, int k) {
    return new MetricKey(metric, k, Relevance.ALL.word());
  }
}
