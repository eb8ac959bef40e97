package dev.marquee.jobs.ncf;

import dev.marquee.data.PairedDifference;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.linear.ItemGram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Chooses whether the movies' content and the order of ratings count in the linear branch, its
 * regularisation and the weights of ratings (recency, then stars) one after the other by validation
 * nDCG@10, each from a fixed grid; the regularisation once more of the branch in as many numbers a
 * movie as are kept. Three spectra, about 50 evaluations of users x movies x rank, and two
 * compressions or more.
 *
 * <p>Ratings weigh alike unless other weights are better by more than chance, for one of many
 * always is a little better, and the GMF branch takes the weights over. Where recency matters it
 * gains five standard errors and more; what stars gain is less, and fewer weights are tried.
 */
final class LinearTuning {
  private static final double FIRST_LAMBDA = 200;
  private static final double LAMBDA_STEP = 1.6;
  private static final float[] NONE = {};
  private static final float[] FLOORS = {0.5f, 0.3f, 0.2f, 0.1f};
  private static final float[] SCALES = {5, 10, 20, 50};
  private static final float[] SLOPES = {0.1f, 0.2f, 0.3f};

  /** How many users a movie's content counts like: 20 and 40 did as well, 10 and 80 worse. */
  private static final double CONTENT_SHARE = 30;

  /**
   * How much of a user a run of ratings counts like: .5 and .8 did as well, .1 helped less. Runs of
   * 3 beside those of 9 and more helped no further, and movies without ratings were placed worse.
   */
  private static final double RUN_SHARE = 0.3;

  /** Standard errors by which recency must be better than equal weights: the best of many. */
  private static final double RECENCY_ERRORS = 3;

  /** Standard errors by which anything else must be better than going without. */
  private static final double ERRORS = 1;

  private final ValidationRanking validation;
  private LinearBranch.Spectrum spectrum;
  private LinearBranch best;
  private double[] bestValues;

  private LinearTuning(
      LinearBranch.Spectrum spectrum, ValidationRanking validation, float neutral) {
    this.spectrum = spectrum;
    this.validation = validation;
    PoolingBlock plain = weighting(1, 1, 0, neutral);
    best = spectrum.whole(FIRST_LAMBDA, plain);
    bestValues = best.values(validation);
  }

  /**
   * The best branch found; without validation users, the one in the middle of the grid.
   *
   * @param spectra the spectrum with such shares
   * @param content whether the movies' content is known
   */
  static LinearBranch best(
      Function<ItemGram.Shares, LinearBranch.Spectrum> spectra,
      boolean content,
      ValidationRanking validation,
      Consumer<String> progress) {
    float neutral = (float) validation.cut().fit().meanRating();
    LinearTuning tuning =
        new LinearTuning(spectra.apply(ItemGram.Shares.NONE), validation, neutral);
    tuning.climb();
    if (content) {
      tuning.unlessChance(
          ERRORS, () -> tuning.trySpectrum(spectra.apply(new ItemGram.Shares(0, CONTENT_SHARE))));
    }
    double contentShare = tuning.best.shares().content();
    tuning.unlessChance(
        ERRORS,
        () -> tuning.trySpectrum(spectra.apply(new ItemGram.Shares(RUN_SHARE, contentShare))));
    List<PoolingBlock> recency = new ArrayList<>();
    for (float floor : FLOORS) {
      for (float scale : SCALES) {
        recency.add(weighting(floor, scale, 0, neutral));
      }
    }
    tuning.unlessChance(RECENCY_ERRORS, () -> tuning.tryWeights(recency));
    PoolingBlock recent = tuning.best.pooling();
    List<PoolingBlock> stars = new ArrayList<>();
    for (float slope : SLOPES) {
      stars.add(weighting(recent.recencyFloor(), recent.recencyScale(), slope, neutral));
    }
    tuning.unlessChance(ERRORS, () -> tuning.tryWeights(stars));
    tuning.climb();
    tuning.compress();
    PoolingBlock chosen = tuning.best.pooling();
    progress.accept(
        String.format(
            Locale.ROOT,
            "linear branch: content counts like %.0f users, runs like %.1f, lambda %.0f,"
                + " recency %.1f + %.1f exp(-n/%.0f), %.1f a star, validation nDCG@10 %.4f",
            contentShare,
            tuning.best.shares().runs(),
            tuning.best.lambda(),
            chosen.recencyFloor(),
            1 - chosen.recencyFloor(),
            chosen.recencyScale(),
            chosen.ratingSlope(),
            ValidationRanking.mean(tuning.bestValues)));
    return tuning.best;
  }

  private static PoolingBlock weighting(float floor, float scale, float slope, float neutral) {
    return new PoolingBlock(
        LinearBranch.NAME, 0, floor, scale, slope, neutral, 1, NONE, NONE, NONE);
  }

  private void climb() {
    for (double step : new double[] {LAMBDA_STEP, 1 / LAMBDA_STEP}) {
      while (offer(spectrum.whole(best.lambda() * step, best.pooling()))) {
        // Each success is the start of the next step in the same direction.
      }
    }
  }

  /** What is kept in fewer numbers a movie may want more regularisation than the whole. */
  private void compress() {
    best = spectrum.compressed(best.lambda(), best.pooling());
    bestValues = best.values(validation);
    unlessChance(ERRORS, this::climbCompressed);
  }

  private void climbCompressed() {
    while (offer(spectrum.compressed(best.lambda() * LAMBDA_STEP, best.pooling()))) {
      // Each success is the start of the next step.
    }
  }

  private void trySpectrum(LinearBranch.Spectrum other) {
    spectrum = other;
    offer(spectrum.whole(best.lambda(), best.pooling()));
    climb();
  }

  private void tryWeights(List<PoolingBlock> weightings) {
    double lambda = best.lambda();
    for (PoolingBlock weighting : weightings) {
      offer(spectrum.whole(lambda, weighting));
    }
  }

  /** Goes back to what was the best before, unless what was tried is better by so much. */
  private void unlessChance(double standardErrors, Runnable trial) {
    LinearBranch before = best;
    double[] valuesBefore = bestValues;
    LinearBranch.Spectrum spectrumBefore = spectrum;
    trial.run();
    if (!PairedDifference.of(bestValues, valuesBefore).exceeds(standardErrors)) {
      best = before;
      bestValues = valuesBefore;
      spectrum = spectrumBefore;
    }
  }

  private boolean offer(LinearBranch branch) {
    double[] values = branch.values(validation);
    if (ValidationRanking.mean(values) <= ValidationRanking.mean(bestValues)) {
      return false;
    }
    best = branch;
    bestValues = values;
    return true;
  }
}
