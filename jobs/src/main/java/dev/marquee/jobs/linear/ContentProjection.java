package dev.marquee.jobs.linear;

import java.util.stream.IntStream;

/**
 * Places movies without ratings among those with: a linear map from content features to any
 * vectors, fitted by ridge regression to the movies that have ratings, and {@link
 * ResidualSmoothing} of what the map leaves over of these. A movie with n ratings counts {@code n /
 * (n + 3)}: its learned vector is surer the more ratings there are, but what its content cannot say
 * of it stays, so no movie counts more than 1 and the famous ones do not decide alone.
 *
 * <p>Predictions shrink towards 0 the less a movie's features say, so a quantity whose mean is not
 * 0 should be centred first.
 */
public final class ContentProjection {
  /** A penalty that suits rows of length 1. */
  public static final double DEFAULT_PENALTY = 2;

  /** Ratings that leave as much doubt of a movie's vector as its content does. */
  private static final double HALF_SURE_RATINGS = 3;

  /** Columns solved at a time: few enough to stay in the processor's cache. */
  private static final int BLOCK = 64;

  private final SparseMatrix features;
  private final int[] ratings;
  private final float[] map;
  private final int width;
  private final ResidualSmoothing smoothing;

  private ContentProjection(
      SparseMatrix features, int[] ratings, float[] targets, float[] map, int width) {
    this.features = features;
    this.ratings = ratings;
    this.map = map;
    this.width = width;
    float[] residuals = new float[targets.length];
    for (int movie = 0; movie < ratings.length; movie++) {
      if (ratings[movie] > 0) {
        features.addRowTimes(movie, map, width, residuals, movie * width);
        for (int i = movie * width; i < (movie + 1) * width; i++) {
          residuals[i] = targets[i] - residuals[i];
        }
      }
    }
    smoothing = new ResidualSmoothing(features, ratings, residuals, width);
  }

  /**
   * Fits the map; costs O(entries of rated movies x width) a step of {@link RidgeRegression}.
   *
   * @param features a row of length 1 or 0 for each movie, as of {@link ContentFeatures}
   * @param ratings number of ratings of each movie; those without are not learned from
   * @param targets row-major {@code float[movies][width]}
   * @param width length of a vector
   * @param penalty of the squared map, in movies' weights; above 0
   */
  public static ContentProjection fit(
      SparseMatrix features, int[] ratings, float[] targets, int width, double penalty) {
    int movies = features.rows();
    if (ratings.length != movies || targets.length != (long) movies * width) {
      throw new IllegalArgumentException(
          "%d movies with %d rating counts and %d target numbers: expected %d and %d"
              .formatted(movies, ratings.length, targets.length, movies, (long) movies * width));
    }
    double[] weights = new double[movies];
    for (int movie = 0; movie < movies; movie++) {
      weights[movie] = weight(ratings[movie]);
    }
    float[] map = new float[features.width() * width];
    for (int from = 0; from < width && features.width() > 0; from += BLOCK) {
      int size = Math.min(BLOCK, width - from);
      double[][] block = columns(targets, movies, width, from, size);
      double[][] solution = RidgeRegression.solve(features, block, weights, penalty);
      for (int feature = 0; feature < solution.length; feature++) {
        for (int i = 0; i < size; i++) {
          map[feature * width + from + i] = (float) solution[feature][i];
        }
      }
    }
    return new ContentProjection(features, ratings, targets, map, width);
  }

  /** What a movie with so many ratings counts: 0 without, below 1. */
  public static double weight(int ratings) {
    return ratings / (ratings + HALF_SURE_RATINGS);
  }

  /**
   * The vectors that the content of some of the movies predicts; 0 where they have no feature that
   * a rated movie has. For rated movies what the map says alone: the nearest residual would be
   * their own.
   *
   * @param movies rows of the features
   * @return row-major {@code float[movies.length][width]}
   */
  public float[] predict(int[] movies) {
    float[] vectors = new float[movies.length * width];
    IntStream.range(0, movies.length)
        .parallel()
        .forEach(
            i -> {
              features.addRowTimes(movies[i], map, width, vectors, i * width);
              if (ratings[movies[i]] == 0) {
                smoothing.addTo(movies[i], vectors, i * width);
              }
            });
    return vectors;
  }

  private static double[][] columns(float[] targets, int movies, int width, int from, int size) {
    double[][] block = new double[movies][size];
    for (int movie = 0; movie < movies; movie++) {
      for (int i = 0; i < size; i++) {
        block[movie][i] = targets[movie * width + from + i];
      }
    }
    return block;
  }
}
