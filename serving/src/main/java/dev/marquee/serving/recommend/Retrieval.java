package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.NcfFactors;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The collaborative score of the whole catalogue, but for one thing: of the MLP branch it takes
 * what the movie gets for the mean of all users' MLP vectors, which is computed once. The rest of
 * the NCF's logit is one dot product a movie, so that a user's scores are linear in the user's GMF
 * vector. Without an MLP they are the logits.
 *
 * <p>The best movies are found in two steps, for to go through all columns of all movies is to read
 * the whole table from memory: first by the columns in which this user's scores vary most, then by
 * all of them among the movies that are near enough to the best so far, {@value #MARGIN} standard
 * deviations of what the other columns may add. How many columns that takes depends on the user; a
 * movie that is missed stood at the end of the list.
 *
 * <p>Memory: {@code 4 factors + 4} bytes a movie, and that of {@link ScoreSpread}.
 */
final class Retrieval {
  /** Share of the scores' variance that the first step leaves to the second. */
  private static final double LEFT = 0.05;

  private static final double MARGIN = 3;

  private final DenseVectors gmf;
  private final float[] averageMlp;
  private final float[][] gmfByFactor;
  private final float outputBias;

  /** Whether the scores are the logits but for the bias. */
  private final boolean isLogit;

  /** Over the GMF factors and, last, the MLP's share. */
  private final ScoreSpread spread;

  Retrieval(NcfFactors ncf, NcfScorer scorer) {
    gmf = ncf.movieGmf();
    int[] all = new int[gmf.rows()];
    Arrays.setAll(all, movie -> movie);
    averageMlp = scorer.forUser(averageUser(ncf)).mlpLogits(all);
    gmfByFactor = transposed(gmf);
    isLogit = ncf.layers().size() == 1;
    outputBias = ncf.layers().get(ncf.layers().size() - 1).bias()[0];
    float[][] inputs = Arrays.copyOf(gmfByFactor, gmfByFactor.length + 1);
    inputs[gmfByFactor.length] = averageMlp;
    spread = new ScoreSpread(inputs);
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

  /** A user's score of every movie, without the output's bias. */
  float[] scores(NcfScorer.ForUser user) {
    return scores(user.weightedGmf(), IntStream.range(0, gmfByFactor.length).toArray());
  }

  /**
   * The movies with the best scores, the best first.
   *
   * @param logits the user's NCF logits; of a model without MLP the second step takes its scores
   *     from there, where they are wanted again
   * @param allowed which movies may be shown
   * @param count most movies
   */
  int[] best(
      NcfScorer.ForUser user, Function<int[], float[]> logits, IntPredicate allowed, int count) {
    if (count == 0) {
      return new int[0];
    }
    float[] weights = user.weightedGmf();
    float[] variances = new float[weights.length];
    double left = 0;
    for (int i = 0; i < weights.length; i++) {
      variances[i] = (float) (weights[i] * weights[i] * spread.variance(i));
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
      return top(scores, allowed, count).descending();
    }
    int[] near = near(scores, allowed, count, MARGIN * Math.sqrt(Math.max(0, left)));
    float[] exact = isLogit ? logits.apply(near) : exact(near, weights);
    TopMovies top = new TopMovies(count);
    for (int i = 0; i < near.length; i++) {
      top.offer(near[i], exact[i]);
    }
    return top.descending();
  }

  private float[] exact(int[] movies, float[] weights) {
    float[] scores = FloatVectors.dots(gmf.values(), movies, weights);
    for (int i = 0; i < movies.length; i++) {
      scores[i] += averageMlp[movies[i]];
    }
    return scores;
  }

  private static TopMovies top(float[] scores, IntPredicate allowed, int count) {
    TopMovies top = new TopMovies(count);
    float worst = Float.NEGATIVE_INFINITY;
    for (int movie = 0; movie < scores.length; movie++) {
      // Most movies end here: comparing costs less than asking and much less than offering.
      if (scores[movie] < worst || !allowed.test(movie)) {
        continue;
      }
      top.offer(movie, scores[movie]);
      worst = top.worst();
    }
    return top;
  }

  /** Allowed movies that are at most a margin worse than the count-th best. */
  private static int[] near(float[] scores, IntPredicate allowed, int count, double margin) {
    double least = top(scores, allowed, count).worst() - margin;
    int[] near = new int[2 * count];
    int size = 0;
    for (int movie = 0; movie < scores.length; movie++) {
      if (scores[movie] >= least && allowed.test(movie)) {
        near = size < near.length ? near : Arrays.copyOf(near, 2 * size);
        near[size++] = movie;
      }
    }
    return Arrays.copyOf(near, size);
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
    float[] weights = Arrays.copyOf(user.weightedGmf(), gmfByFactor.length + 1);
    weights[gmfByFactor.length] = 1;
    return spread.scale(weights, outputBias);
  }
}
