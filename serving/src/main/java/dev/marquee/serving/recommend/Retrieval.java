package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.NcfFactors;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The collaborative score of the whole catalogue, but for one thing: of the MLP branch it takes
 * what the movie gets for the mean of all users' MLP vectors, which is computed once. The rest of
 * the NCF's logit is one dot product a movie, so that a user's scores are linear in the user's GMF
 * vector. Without an MLP they are the logits.
 *
 * <p>Linear scores spread over the catalogue in closed form: with {@code x_i} a movie's GMF vector
 * followed by its MLP share, {@code u} the user's vector (times the output's weights) followed by
 * 1,
 *
 * <pre>   mean = u . mean(x) + output bias,   variance = u' cov(x) u</pre>
 *
 * <p>which costs length squared and no look at any movie. Over more than {@value #MOST_SAMPLED}
 * movies, mean and covariance are those of so many, spread evenly over the catalogue.
 *
 * <p>The best movies are found in two steps, for to go through all columns of all movies is to read
 * the whole table from memory: first by the columns in which this user's scores vary most, then by
 * all of them among the movies that are near enough to the best so far, {@value #MARGIN} standard
 * deviations of what the other columns may add. How many columns that takes depends on the user; a
 * movie that is missed stood at the end of the list.
 *
 * <p>Memory: {@code 4 factors + 4} bytes a movie and {@code 2 factors^2}.
 */
final class Retrieval {
  private static final int MOST_SAMPLED = 10_000;

  /** Movies that join the covariance together. */
  private static final int BLOCK = 256;

  /** Share of the scores' variance that the first step leaves to the second. */
  private static final double LEFT = 0.05;

  private static final double MARGIN = 3;

  private final DenseVectors gmf;
  private final float[] averageMlp;
  private final float[][] gmfByFactor;
  private final float outputBias;
  private final double[] mean;

  /** Lower triangle; what lies beside the diagonal counts for both halves. */
  private final float[][] covariance;

  Retrieval(NcfFactors ncf, NcfScorer scorer) {
    gmf = ncf.movieGmf();
    int[] all = new int[gmf.rows()];
    Arrays.setAll(all, movie -> movie);
    averageMlp = scorer.forUser(averageUser(ncf)).mlpLogits(all);
    gmfByFactor = transposed(gmf);
    outputBias = ncf.layers().get(ncf.layers().size() - 1).bias()[0];
    int[] sample = new int[Math.min(gmf.rows(), MOST_SAMPLED)];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = (int) ((2L * i + 1) * gmf.rows() / (2L * sample.length));
    }
    mean = mean(sample);
    covariance = lowerTriangle(covariance(sample));
  }

  private static UserVector averageUser(NcfFactors ncf) {
    int length = ncf.userMlpLength();
    float[] mlp = new float[length];
    for (int user = 0; user < ncf.userMlp().rows(); user++) {
      float share = 1f / ncf.userMlp().rows();
      FloatVectors.addScaled(ncf.userMlp().values(), user * length, share, mlp, 0, length);
    }
    return new UserVector(new float[ncf.movieGmf().dimension()], mlp);
  }

  private static float[][] transposed(DenseVectors vectors) {
    float[][] columns = new float[vectors.dimension()][vectors.rows()];
    for (int row = 0; row < vectors.rows(); row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = vectors.values()[row * columns.length + column];
      }
    }
    return columns;
  }

  /** One of the linear scores' inputs over all movies: a factor, or the MLP's share as the last. */
  private float[] input(int index) {
    return index < gmfByFactor.length ? gmfByFactor[index] : averageMlp;
  }

  private double[] mean(int[] sample) {
    double[] means = new double[gmfByFactor.length + 1];
    for (int i = 0; i < means.length; i++) {
      float[] values = input(i);
      for (int movie : sample) {
        means[i] += values[movie];
      }
      means[i] /= Math.max(1, sample.length);
    }
    return means;
  }

  private float[][] covariance(int[] sample) {
    float[][] sums = new float[mean.length][mean.length];
    float scale = 1f / Math.max(1, sample.length);
    for (int from = 0; from < sample.length; from += BLOCK) {
      int count = Math.min(BLOCK, sample.length - from);
      float[][] rows = new float[count][mean.length];
      float[] scaled = new float[mean.length * count];
      for (int i = 0; i < mean.length; i++) {
        float[] values = input(i);
        for (int row = 0; row < count; row++) {
          rows[row][i] = (float) (values[sample[from + row]] - mean[i]);
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

  /** A user's score of every movie, without the output's bias. */
  float[] scores(NcfScorer.ForUser user) {
    return scores(user.weightedGmf(), IntStream.range(0, gmfByFactor.length).toArray());
  }

  /**
   * The movies with the best scores, the best first.
   *
   * @param allowed which movies may be shown
   * @param count most movies
   */
  int[] best(NcfScorer.ForUser user, IntPredicate allowed, int count) {
    if (count == 0) {
      return new int[0];
    }
    float[] weights = user.weightedGmf();
    float[] variances = new float[weights.length];
    double left = 0;
    for (int i = 0; i < weights.length; i++) {
      variances[i] = weights[i] * weights[i] * covariance[i][i];
      left += variances[i];
    }
    int[] columns = Order.descending(variances);
    double enough = LEFT * left;
    int used = 0;
    while (used < columns.length && left > enough) {
      left -= variances[columns[used++]];
    }
    float[] scores = scores(weights, Arrays.copyOf(columns, used));
    if (used == columns.length) {
      return best(scores, allowed, count);
    }
    int[] near = near(scores, allowed, count, MARGIN * Math.sqrt(Math.max(0, left)));
    float[] exact = FloatVectors.dots(gmf.values(), near, weights);
    TopMovies top = new TopMovies(count);
    for (int i = 0; i < near.length; i++) {
      top.offer(near[i], averageMlp[near[i]] + exact[i]);
    }
    return top.descending();
  }

  private static int[] best(float[] scores, IntPredicate allowed, int count) {
    TopMovies top = new TopMovies(count);
    for (int movie = 0; movie < scores.length; movie++) {
      if (allowed.test(movie)) {
        top.offer(movie, scores[movie]);
      }
    }
    return top.descending();
  }

  /** Allowed movies that are at most a margin worse than the count-th best. */
  private static int[] near(float[] scores, IntPredicate allowed, int count, double margin) {
    int[] best = best(scores, allowed, count);
    double least =
        best.length < count ? Double.NEGATIVE_INFINITY : scores[best[count - 1]] - margin;
    return IntStream.range(0, scores.length)
        .filter(movie -> scores[movie] >= least && allowed.test(movie))
        .toArray();
  }

  private float[] scores(float[] weights, int[] columns) {
    float[][] values = new float[columns.length][];
    float[] factors = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = gmfByFactor[columns[i]];
      factors[i] = weights[columns[i]];
    }
    float[] scores = averageMlp.clone();
    FloatVectors.addProduct(factors, values, new float[][] {scores}, scores.length);
    return scores;
  }

  /** Mean and standard deviation of a user's scores over the catalogue, the bias included. */
  Scale scale(NcfScorer.ForUser user) {
    float[] vector = Arrays.copyOf(user.weightedGmf(), mean.length);
    vector[mean.length - 1] = 1;
    double sum = outputBias;
    double variance = 0;
    float[] product = new float[mean.length];
    for (int i = 0; i < vector.length; i++) {
      sum += vector[i] * mean[i];
      FloatVectors.addScaled(covariance[i], 0, vector[i], product, 0, i + 1);
    }
    for (int i = 0; i < vector.length; i++) {
      variance += vector[i] * product[i];
    }
    return Scale.measured(sum, Math.sqrt(Math.max(0, variance)));
  }
}
