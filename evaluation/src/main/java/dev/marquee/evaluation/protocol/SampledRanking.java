package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.ranking.ParallelRows;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The protocol of the NCF paper (He et al. 2017, section 4.1): each user's latest held-out movie is
 * ranked among movies drawn from those that the user has rated neither in history nor in test; hit
 * rate and nDCG of that one movie. Sampling flatters models and can reorder them (Krichene and
 * Rendle 2020): these figures compare with the paper's and with nothing else here.
 *
 * <p>The movies drawn depend on the seed and the user row alone, so that all models see the same.
 * Where fewer movies are left than asked for, all of them are used. A drawn movie of equal score
 * ranks before the held-out one, so that a model of constant scores gets nothing.
 */
public final class SampledRanking {
  /** Movies drawn in the paper. */
  public static final int NEGATIVES = 99;

  /** List length in the paper. */
  public static final int CUTOFF = 10;

  /** The word for relevance in the keys of this protocol. */
  public static final String RELEVANCE = "sampled";

  private final Split split;
  private final int negatives;
  private final long seed;

  /** The protocol on a split with so many drawn movies a user. */
  public SampledRanking(Split split, int negatives, long seed) {
    this.split = split;
    this.negatives = negatives;
    this.seed = seed;
  }

  /** Ranks with a model and measures hit rate and nDCG at {@value #CUTOFF}. */
  public UserFigures evaluate(Ranker ranker) {
    long start = System.nanoTime();
    double[] hitRate = new double[split.users()];
    double[] ndcg = new double[split.users()];
    ParallelRows.forEach(
        split.users(),
        () -> {
          float[] scores = new float[split.movies()];
          return user -> {
            ranker.score(user, scores);
            int place = place(user, scores);
            boolean[] hits = new boolean[CUTOFF];
            if (place < CUTOFF) {
              hits[place] = true;
            }
            hitRate[user] = AccuracyMetric.HIT_RATE.at(CUTOFF, hits, 1);
            ndcg[user] = AccuracyMetric.NDCG.at(CUTOFF, hits, 1);
          };
        });
    Map<MetricKey, double[]> values = new TreeMap<>();
    values.put(new MetricKey(AccuracyMetric.HIT_RATE.word(), CUTOFF, RELEVANCE), hitRate);
    values.put(new MetricKey(AccuracyMetric.NDCG.word(), CUTOFF, RELEVANCE), ndcg);
    return new UserFigures(values, null, (System.nanoTime() - start) / 1e9);
  }

  /** The place from 0 of the user's latest test movie. */
  private int place(int user, float[] scores) {
    int target = split.test().movie(split.test().end(user) - 1);
    int place = 0;
    for (int movie : draw(user)) {
      place += scores[movie] >= scores[target] ? 1 : 0;
    }
    return place;
  }

  /** Movie rows without replacement. */
  int[] draw(int user) {
    boolean[] rated = new boolean[split.movies()];
    mark(rated, split.histories(), user);
    mark(rated, split.test(), user);
    int[] free = new int[split.movies()];
    int count = 0;
    for (int movie = 0; movie < rated.length; movie++) {
      if (!rated[movie]) {
        free[count++] = movie;
      }
    }
    int[] drawn = new int[Math.min(negatives, count)];
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + user);
    // The first steps of a Fisher-Yates shuffle draw without replacement.
    for (int i = 0; i < drawn.length; i++) {
      int j = i + random.nextInt(count - i);
      drawn[i] = free[j];
      free[j] = free[i];
    }
    return drawn;
  }

  private static void mark(boolean[] rated, Interactions ratings, int user) {
    for (int entry = ratings.start(user); entry < ratings.end(user); entry++) {
      rated[ratings.movie(entry)] = true;
    }
  }
}
