package dev.marquee.evaluation.metrics;

import dev.marquee.evaluation.ranking.RankedLists;
import java.util.Arrays;

/** How the places of all users' lists are spread over the catalogue. */
public final class Exposure {
  private final RankedLists lists;
  private final boolean[] candidates;
  private final int candidateCount;

  /**
   * The exposure that these lists give.
   *
   * @param candidates by movie row, whether it could be in a list
   */
  public Exposure(RankedLists lists, boolean[] candidates) {
    this.lists = lists;
    this.candidates = candidates;
    int count = 0;
    for (boolean candidate : candidates) {
      count += candidate ? 1 : 0;
    }
    candidateCount = count;
  }

  /**
   * How often each candidate stands in the first k places, ascending.
   *
   * @param weights how often each user row counts
   */
  private long[] counts(int k, int[] weights) {
    long[] counts = new long[candidates.length];
    for (int user = 0; user < lists.users(); user++) {
      for (int place = 0; place < Math.min(k, lists.length(user)); place++) {
        counts[lists.movie(user, place)] += weights[user];
      }
    }
    long[] ofCandidates = new long[candidateCount];
    int next = 0;
    for (int movie = 0; movie < counts.length; movie++) {
      if (candidates[movie]) {
        ofCandidates[next++] = counts[movie];
      }
    }
    Arrays.sort(ofCandidates);
    return ofCandidates;
  }

  /**
   * Share of the candidates that stand in at least one list, 0-1.
   *
   * @param weights how often each user row counts
   */
  public double coverage(int k, int[] weights) {
    long shown = Arrays.stream(counts(k, weights)).filter(count -> count > 0).count();
    return (double) shown / candidateCount;
  }

  /**
   * Gini coefficient of the candidates' exposure: 0 where all stand in equally many lists, near 1
   * where one stands in all. With the n counts c<sub>1</sub> ≤ ... ≤ c<sub>n</sub>: Σ (2i − n − 1)
   * c<sub>i</sub> / (n Σ c<sub>i</sub>).
   *
   * @param weights how often each user row counts
   */
  public double gini(int k, int[] weights) {
    long[] counts = counts(k, weights);
    double weighted = 0;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      weighted += (2.0 * (i + 1) - counts.length - 1) * counts[i];
      sum += counts[i];
    }
    return weighted / (counts.length * sum);
  }
}
