package dev.marquee.serving.recommend;

import java.util.Arrays;

/**
 * How scores that are linear in some inputs spread over the catalogue, in closed form: with {@code
 * x_i} the inputs of movie i and {@code w} their weights,
 *
 * <pre>   mean = w . mean(x) + constant,   variance = w' cov(x) w</pre>
 *
 * <p>which costs the number of inputs squared and no look at any movie. Over more than {@value
 * #MOST_SAMPLED} movies, mean and covariance are those of so many, spread evenly over the
 * catalogue.
 *
 * <p>Memory: {@code 2 inputs^2} bytes.
 */
final class ScoreSpread {
  private static final int MOST_SAMPLED = 10_000;

  /** Movies that join the covariance together. */
  private static final int BLOCK = 256;

  private final double[] mean;

  /** Lower triangle; what lies beside the diagonal counts for both halves. */
  private final float[][] covariance;

  /**
   * Measures the inputs.
   *
   * @param inputs {@code float[inputs][movies]}, at least one
   */
  ScoreSpread(float[][] inputs) {
    int movies = inputs[0].length;
    int[] sample = new int[Math.min(movies, MOST_SAMPLED)];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = (int) ((2L * i + 1) * movies / (2L * sample.length));
    }
    mean = mean(inputs, sample);
    covariance = lowerTriangle(covariance(inputs, sample));
  }

  private static double[] mean(float[][] inputs, int[] sample) {
    double[] means = new double[inputs.length];
    for (int i = 0; i < means.length; i++) {
      for (int movie : sample) {
        means[i] += inputs[i][movie];
      }
      means[i] /= Math.max(1, sample.length);
    }
    return means;
  }

  private float[][] covariance(float[][] inputs, int[] sample) {
    float[][] sums = new float[mean.length][mean.length];
    float scale = 1f / Math.max(1, sample.length);
    for (int from = 0; from < sample.length; from += BLOCK) {
      int count = Math.min(BLOCK, sample.length - from);
      float[][] rows = new float[count][mean.length];
      float[] scaled = new float[mean.length * count];
      for (int i = 0; i < mean.length; i++) {
        for (int row = 0; row < count; row++) {
          rows[row][i] = (float) (inputs[i][sample[from + row]] - mean[i]);
          scaled[i * count + row] = scale * rows[row][i];
        }
      }
      FloatVectors.addProduct(scaled, rows, sums, mean.length);
    }
    return sums;
  }

  private static float[][] lowerTriangle(float[][] symmetric) {
    float[][] lower = new float[symmetric.length][];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = Arrays.copyOf(symmetric[i], i + 1);
      for (int j = 0; j < i; j++) {
        lower[i][j] *= 2;
      }
    }
    return lower;
  }

  /** The variance of one input. */
  double variance(int input) {
    return covariance[input][input];
  }

  /** Mean and standard deviation of the scores with these weights and a constant added to all. */
  Scale scale(float[] weights, double constant) {
    double sum = constant;
    double variance = 0;
    float[] product = new float[mean.length];
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * mean[i];
      FloatVectors.addScaled(covariance[i], 0, weights[i], product, 0, i + 1);
    }
    for (int i = 0; i < weights.length; i++) {
      variance += weights[i] * product[i];
    }
    return Scale.measured(sum, Math.sqrt(Math.max(0, variance)));
  }
}
