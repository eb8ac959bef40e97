package dev.marquee.serving.recommend;

import java.util.Arrays;

/**
 * Re-ranks the top of a list, greedily from its first place on. With {@code S} the movies already
 * placed, each place goes to the movie with the largest
 *
 * <pre>
 *   (1 - c) * ((1 - d) * relevance(i) - d * max_{j in S} similarity(i, j)) - c * KL(p || q(S + i))
 * </pre>
 *
 * <ul>
 *   <li>d, diversity: maximal marginal relevance (Carbonell and Goldstein 1998). Similarity is that
 *       of {@link dev.marquee.data.ContentSimilarity}; 0 for the first place.
 *   <li>c, calibration: Steck, "Calibrated Recommendations" (RecSys 2018), equations 3 to 6 and the
 *       greedy algorithm behind them. {@code p} is the share of each genre in what the user liked,
 *       a movie's weight being spread evenly over its genres; {@code q} the same for the list,
 *       mixed with {@value #SMOOTHING} of p so that the divergence stays finite.
 *   <li>relevance: the score, brought linearly to 0 to 1 over the movies that are re-ranked.
 * </ul>
 *
 * <p>Only the first {@code depth} movies change places, whatever the page that is asked for, so
 * that pages fit together. Ties go to the better score. With both strengths 0 nothing changes.
 */
final class Reranker {
  /** Share of p in the smoothed q, Steck's alpha. */
  static final double SMOOTHING = 0.01;

  private final ContentModel content;
  private final long[] genres;
  private final int[] pool;
  private final double[] relevance;
  private final float[] nearest;
  private final double diversity;
  private final double calibration;
  private final double[] target;
  private final double[] listed;

  /**
   * A re-ranking of one list.
   *
   * @param ranked rows of movies, the best first
   * @param scores aligned with them
   * @param depth how many may change places
   * @param target share of each genre that the list should have, summing to 1; all 0 turns
   *     calibration off
   */
  Reranker(
      ContentModel content,
      int[] ranked,
      float[] scores,
      int depth,
      double diversity,
      double calibration,
      double[] target) {
    this.content = content;
    this.diversity = diversity;
    this.calibration = Arrays.stream(target).sum() > 0 ? calibration : 0;
    this.target = target;
    listed = new double[target.length];
    pool = Arrays.copyOf(ranked, Math.min(depth, ranked.length));
    genres = new long[pool.length];
    relevance = new double[pool.length];
    nearest = new float[pool.length];
    for (int i = 0; i < pool.length; i++) {
      genres[i] = content.genreBits(pool[i]);
      double range = scores[0] - scores[pool.length - 1];
      relevance[i] = range > 0 ? (scores[i] - scores[pool.length - 1]) / range : 0;
    }
  }

  /** Rows of the movies in their new order: the first {@code depth} of them. */
  int[] rerank() {
    boolean[] placed = new boolean[pool.length];
    int[] order = new int[pool.length];
    for (int place = 0; place < order.length; place++) {
      int best = best(placed, place);
      placed[best] = true;
      order[place] = pool[best];
      addGenres(genres[best]);
      if (diversity > 0) {
        for (int i = 0; i < pool.length; i++) {
          if (!placed[i]) {
            float similarity = content.similarity(pool[i], pool[best]);
            nearest[i] = place == 0 ? similarity : Math.max(nearest[i], similarity);
          }
        }
      }
    }
    return order;
  }

  private int best(boolean[] placed, int place) {
    double[] logs = calibration > 0 ? terms(place) : null;
    double sum = logs == null ? 0 : Arrays.stream(logs).sum();
    int best = -1;
    double bestGain = 0;
    for (int i = 0; i < pool.length; i++) {
      if (placed[i]) {
        continue;
      }
      double gain = (1 - calibration) * ((1 - diversity) * relevance[i] - diversity * nearest[i]);
      if (logs != null) {
        gain -= calibration * divergence(genres[i], place, logs, sum);
      }
      if (best < 0 || gain > bestGain) {
        best = i;
        bestGain = gain;
      }
    }
    return best;
  }

  /** {@code p_g log(p_g / q_g)} of each genre for one more movie without genres. */
  private double[] terms(int place) {
    double[] terms = new double[target.length];
    for (int genre = 0; genre < terms.length; genre++) {
      terms[genre] = term(genre, listed[genre] / (place + 1));
    }
    return terms;
  }

  private double term(int genre, double share) {
    double p = target[genre];
    return p == 0 ? 0 : p * Math.log(p / ((1 - SMOOTHING) * share + SMOOTHING * p));
  }

  /** KL(p || q) with a movie of these genres added: only its genres' terms change. */
  private double divergence(long bits, int place, double[] terms, double sum) {
    double each = 1.0 / Long.bitCount(bits);
    double divergence = sum;
    for (long left = bits; left != 0; left &= left - 1) {
      int genre = Long.numberOfTrailingZeros(left);
      divergence += term(genre, (listed[genre] + each) / (place + 1)) - terms[genre];
    }
    return divergence;
  }

  private void addGenres(long bits) {
    for (long left = bits; left != 0; left &= left - 1) {
      listed[Long.numberOfTrailingZeros(left)] += 1.0 / Long.bitCount(bits);
    }
  }

  /**
   * The share of each genre in what a user liked, Steck's p(g|u): positive rating weights, each
   * spread evenly over the movie's genres. All 0 if nothing was liked.
   */
  static double[] genreShares(History history, ContentModel content, int genreCount) {
    double[] shares = new double[genreCount];
    double total = 0;
    for (int place = 0; place < history.size(); place++) {
      long bits = content.genreBits(history.movie(place));
      double weight = Math.max(0, history.weight(place));
      for (long left = bits; left != 0; left &= left - 1) {
        shares[Long.numberOfTrailingZeros(left)] += weight / Long.bitCount(bits);
        total += weight / Long.bitCount(bits);
      }
    }
    for (int genre = 0; total > 0 && genre < genreCount; genre++) {
      shares[genre] /= total;
    }
    return shares;
  }
}
