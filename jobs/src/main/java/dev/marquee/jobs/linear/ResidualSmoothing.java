package dev.marquee.jobs.linear;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What a linear map leaves over of the rated movies most like another: kernel regression (Nadaraya
 * 1964, Watson 1964) of its residuals, in the manner of Tukey's twicing.
 *
 * <pre>
 *   s_m = sum_j k_mj r_j / (sum_j k_mj + 3)      k_mj = w_j max(0, cos(m, j))^3
 * </pre>
 *
 * <p>A map has one direction a feature; that sequels are like each other beyond what their features
 * say one by one it cannot tell. With this added, left-out movies were placed better on each of six
 * cuts of train ratings of MovieLens (mean nDCG@10 .362 after .357 on ml-100k, .324 after .322 on
 * ml-latest-small); powers of 2 and 4 and constants of 1 and 10 did much the same.
 *
 * <p>A movie costs O(neighbours x (features + width)).
 */
final class ResidualSmoothing {
  /** The most rated movies alone, so that large catalogues do not cost their square. */
  private static final int MOST_NEIGHBOURS = 10_000;

  /** So much of neighbours counts like as much doubt. */
  private static final float DOUBT = 3;

  private final SparseMatrix features;
  private final int[] neighbours;
  private final float[] weights;
  private final float[] residuals;
  private final int width;

  /**
   * Smooths residuals.
   *
   * @param features rows of length 1 or 0
   * @param ratings number of ratings of each movie; those without are nobody's neighbours
   * @param residuals row-major {@code float[movies][width]}
   */
  ResidualSmoothing(SparseMatrix features, int[] ratings, float[] residuals, int width) {
    this.features = features;
    this.residuals = residuals;
    this.width = width;
    neighbours =
        IntStream.range(0, ratings.length)
            .filter(movie -> ratings[movie] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer movie) -> -ratings[movie]))
            .limit(MOST_NEIGHBOURS)
            .mapToInt(Integer::intValue)
            .toArray();
    weights = new float[neighbours.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ContentProjection.weight(ratings[neighbours[i]]);
    }
  }

  /** Adds what is left over around a movie to its vector, which starts at a place of a table. */
  void addTo(int movie, float[] vectors, int start) {
    float[] content = new float[features.width()];
    features.addRow(movie, content);
    float[] sum = new float[width];
    float weight = DOUBT;
    for (int i = 0; i < neighbours.length; i++) {
      float cosine = features.rowDot(neighbours[i], content);
      if (cosine > 0) {
        float kernel = weights[i] * cosine * cosine * cosine;
        weight += kernel;
        add(sum, kernel, residuals, neighbours[i] * width);
      }
    }
    for (int i = 0; i < width; i++) {
      vectors[start + i] += sum[i] / weight;
    }
  }

  private static void add(float[] target, float factor, float[] table, int start) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * table[start + i];
    }
  }
}
