package dev.marquee.evaluation.baseline;

import dev.marquee.evaluation.ranking.Ranker;
import java.util.SplittableRandom;

/**
 * Every movie at a seeded random place, another order for every user: the floor of every metric.
 */
public final class RandomRanker implements Ranker {
  private final long seed;

  /** An order by seed and user row. */
  public RandomRanker(long seed) {
    this.seed = seed;
  }

  @Override
  public void score(int user, float[] scores) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + user);
    for (int movie = 0; movie < scores.length; movie++) {
      scores[movie] = (float) random.nextDouble();
    }
  }
}
