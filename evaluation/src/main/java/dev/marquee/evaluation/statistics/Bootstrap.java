package dev.marquee.evaluation.statistics;

import dev.marquee.evaluation.ranking.ParallelRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The bootstrap over users (Efron 1979): users are drawn with replacement, as many as there are,
 * many times over; percentiles of the resampled figure are its interval.
 *
 * <p>A resample depends on the seed, its number and the number of users alone, so that two models'
 * figures are resampled alike, and a difference between them is a paired one.
 */
public final class Bootstrap {
  /** 1,000 resamples, 95 %. */
  public static final Bootstrap STANDARD = new Bootstrap(1_000, 42, 0.95);

  private final int resamples;
  private final long seed;
  private final double level;

  /** A bootstrap of so many resamples; {@code level} is the share that intervals hold, 0-1. */
  public Bootstrap(int resamples, long seed, double level) {
    this.resamples = resamples;
    this.seed = seed;
    this.level = level;
  }

  /**
   * Means with intervals.
   *
   * @param columns one array a figure, one value a user in each, NaN for users to leave out
   * @return one interval a column
   */
  public List<Interval> means(List<double[]> columns) {
    double[][] resampled = resampledMeans(columns);
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < resampled.length; i++) {
      double[] values = resampled[i];
      intervals.add(
          new Interval(
              mean(columns.get(i)),
              quantile(values, (1 - level) / 2),
              quantile(values, (1 + level) / 2),
              count(columns.get(i))));
    }
    return intervals;
  }

  /**
   * Paired differences with intervals, over the users that have a value in both.
   *
   * @param first one array a figure, one value a user
   * @param second the same figures of the other model
   * @return one difference a column, first minus second
   */
  public List<Difference> differences(List<double[]> first, List<double[]> second) {
    List<double[]> columns = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      double[] difference = first.get(i).clone();
      for (int user = 0; user < difference.length; user++) {
        difference[user] -= second.get(i)[user];
      }
      columns.add(difference);
    }
    double[][] resampled = resampledMeans(columns);
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < resampled.length; i++) {
      double[] values = resampled[i];
      differences.add(
          new Difference(
              mean(columns.get(i)),
              quantile(values, (1 - level) / 2),
              quantile(values, (1 + level) / 2),
              pValue(values),
              count(columns.get(i))));
    }
    return differences;
  }

  /**
   * A figure of all users together, such as coverage. Resamples repeat users, and so see fewer
   * different ones, which shifts such figures: the interval is the resamples' percentiles, moved by
   * the difference between the figure itself and the resamples' mean, cut at 0 and 1, and always
   * holds the figure itself.
   *
   * @param figure the figure, 0 to 1, given how often each user counts; called by several threads
   *     at once
   */
  public Interval figure(int users, ToDoubleFunction<int[]> figure) {
    double[] values = new double[resamples];
    ParallelRows.forEach(
        resamples,
        () -> resample -> values[resample] = figure.applyAsDouble(draw(resample, users)));
    int[] once = new int[users];
    Arrays.fill(once, 1);
    double itself = figure.applyAsDouble(once);
    double shift = itself - mean(values);
    double[] sorted = sortedNumbers(values);
    return new Interval(
        itself,
        Math.max(0, Math.min(itself, quantile(sorted, (1 - level) / 2) + shift)),
        Math.min(1, Math.max(itself, quantile(sorted, (1 + level) / 2) + shift)),
        users);
  }

  /** Mean of the numbers of a column, NaN without any. */
  static double mean(double[] column) {
    return Arrays.stream(column).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
  }

  private static int count(double[] column) {
    return (int) Arrays.stream(column).filter(value -> !Double.isNaN(value)).count();
  }

  /** By column, the means of the resamples that drew a user with a value, ascending. */
  private double[][] resampledMeans(List<double[]> columns) {
    double[][] means = new double[columns.size()][resamples];
    if (columns.isEmpty()) {
      return means;
    }
    int users = columns.get(0).length;
    double[][] values = new double[columns.size()][];
    double[][] present = new double[columns.size()][];
    for (int column = 0; column < values.length; column++) {
      values[column] = columns.get(column).clone();
      present[column] = new double[users];
      for (int user = 0; user < users; user++) {
        present[column][user] = Double.isNaN(values[column][user]) ? 0 : 1;
        values[column][user] = Double.isNaN(values[column][user]) ? 0 : values[column][user];
      }
    }
    ParallelRows.forEach(
        resamples,
        () ->
            resample -> {
              int[] weights = draw(resample, users);
              for (int column = 0; column < values.length; column++) {
                means[column][resample] =
                    product(weights, values[column]) / product(weights, present[column]);
              }
            });
    for (int column = 0; column < means.length; column++) {
      means[column] = sortedNumbers(means[column]);
    }
    return means;
  }

  /** How often each user is drawn in a resample. */
  private int[] draw(int resample, int users) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + resample);
    int[] weights = new int[users];
    for (int i = 0; i < users; i++) {
      weights[random.nextInt(users)]++;
    }
    return weights;
  }

  private static double product(int[] weights, double[] values) {
    double sum = 0;
    for (int user = 0; user < weights.length; user++) {
      sum += weights[user] * values[user];
    }
    return sum;
  }

  private static double[] sortedNumbers(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  /** Linear between the two nearest of the ascending values; NaN without any. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** One is added to both sides, since the data themselves are one more sample. */
  static double pValue(double[] resampled) {
    long notAbove = Arrays.stream(resampled).filter(value -> value <= 0).count();
    long notBelow = Arrays.stream(resampled).filter(value -> value >= 0).count();
    return Math.min(1, 2.0 * (Math.min(notAbove, notBelow) + 1) / (resampled.length + 1));
  }
}
