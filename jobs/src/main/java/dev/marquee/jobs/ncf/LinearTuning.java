package dev.marquee.jobs.ncf;

import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.linear.ItemSpectrum;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Chooses the linear branch's regularisation and the weights of ratings (recency, then stars) one
 * after the other by validation nDCG@10, each from a fixed grid. About 40 evaluations of users x
 * movies x rank.
 */
final class LinearTuning {
  private static final double FIRST_LAMBDA = 200;
  private static final double LAMBDA_STEP = 1.6;
  private static final float[] FLOORS = {0.5f, 0.3f, 0.2f, 0.1f};
  private static final float[] SCALES = {5, 10, 20, 50};
  private static final float[] SLOPES = {0.1f, 0.2f, 0.3f};

  private final ItemSpectrum spectrum;
  private final ValidationRanking validation;
  private LinearBranch best;
  private double bestNdcg;

  private LinearTuning(ItemSpectrum spectrum, ValidationRanking validation, float neutral) {
    this.spectrum = spectrum;
    this.validation = validation;
    PoolingBlock plain = weighting(1, 1, 0, neutral);
    best = LinearBranch.of(spectrum, FIRST_LAMBDA, plain);
    bestNdcg = best.ndcg(validation);
  }

  /** The best branch found; without validation users, the one in the middle of the grid. */
  static LinearBranch best(
      ItemSpectrum spectrum, ValidationRanking validation, Consumer<String> progress) {
    float neutral = (float) validation.cut().fit().meanRating();
    LinearTuning tuning = new LinearTuning(spectrum, validation, neutral);
    tuning.climb();
    for (float floor : FLOORS) {
      for (float scale : SCALES) {
        tuning.tryWeights(weighting(floor, scale, 0, neutral));
      }
    }
    PoolingBlock recent = tuning.best.pooling();
    for (float slope : SLOPES) {
      tuning.tryWeights(weighting(recent.recencyFloor(), recent.recencyScale(), slope, neutral));
    }
    tuning.climb();
    PoolingBlock chosen = tuning.best.pooling();
    progress.accept(
        String.format(
            Locale.ROOT,
            "linear branch: lambda %.0f, recency %.1f + %.1f exp(-n/%.0f), %.1f a star,"
                + " validation nDCG@10 %.4f",
            tuning.best.lambda(),
            chosen.recencyFloor(),
            1 - chosen.recencyFloor(),
            chosen.recencyScale(),
            chosen.ratingSlope(),
            tuning.bestNdcg));
    return tuning.best;
  }

  private static PoolingBlock weighting(float floor, float scale, float slope, float neutral) {
    return new PoolingBlock(
        LinearBranch.NAME, 0, floor, scale, slope, neutral, 1, new float[0], new float[0]);
  }

  private void climb() {
    for (double step : new double[] {LAMBDA_STEP, 1 / LAMBDA_STEP}) {
      while (offer(LinearBranch.of(spectrum, best.lambda() * step, best.pooling()))) {
        // Each success is the start of the next step in the same direction.
      }
    }
  }

  private void tryWeights(PoolingBlock weighting) {
    offer(LinearBranch.of(spectrum, best.lambda(), weighting));
  }

  private boolean offer(LinearBranch branch) {
    double ndcg = branch.ndcg(validation);
    if (ndcg <= bestNdcg) {
      return false;
    }
    best = branch;
    bestNdcg = ndcg;
    return true;
  }
}
