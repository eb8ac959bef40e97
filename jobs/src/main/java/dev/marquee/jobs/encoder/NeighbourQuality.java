package dev.marquee.jobs.encoder;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How well movies' nearest neighbours fit them, one value a movie. A movie without genres has no
 * first value, one without tags no second.
 *
 * @param genreAgreement mean Jaccard index of a movie's genres and each neighbour's
 * @param tagOverlap mean Jaccard index of a movie's tags and each neighbour's
 */
record NeighbourQuality(double[] genreAgreement, double[] tagOverlap) {
  /** Neighbours that are looked at. */
  static final int NEIGHBOURS = 10;

  /** Similarity of two movies of a list. */
  interface Similarity {
    float of(int movie, int other);
  }

  /**
   * Looks up every query's neighbours among all other movies; ties go to the earlier movie.
   *
   * @param queries places in {@code movies}
   * @param similarity of two movies, by their places
   */
  static NeighbourQuality of(List<CatalogueMovie> movies, int[] queries, Similarity similarity) {
    int[][] neighbours =
        Arrays.stream(queries)
            .parallel()
            .mapToObj(query -> nearest(movies.size(), query, similarity))
            .toArray(int[][]::new);
    return new NeighbourQuality(
        agreement(movies, queries, neighbours, CatalogueMovie::genres),
        agreement(movies, queries, neighbours, CatalogueMovie::tags));
  }

  /** The dot product of unit vectors. */
  static Similarity cosine(float[][] vectors) {
    return (movie, other) -> {
      float[] a = vectors[movie];
      float[] b = vectors[other];
      float sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    };
  }

  /** The mean; NaN of no values. */
  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Half the width of the mean's 95 % interval, by the normal approximation. */
  static double halfWidth(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return 1.96 * Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
  }

  private static int[] nearest(int movies, int query, Similarity similarity) {
    float[] scores = new float[movies];
    for (int i = 0; i < movies; i++) {
      scores[i] = i == query ? Float.NEGATIVE_INFINITY : similarity.of(query, i);
    }
    return IntStream.range(0, movies)
        .filter(movie -> movie != query)
        .boxed()
        .sorted(Comparator.comparingDouble(movie -> -scores[movie]))
        .limit(NEIGHBOURS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] agreement(
      List<CatalogueMovie> movies,
      int[] queries,
      int[][] neighbours,
      Function<CatalogueMovie, List<String>> labels) {
    return IntStream.range(0, queries.length)
        .filter(i -> !labels.apply(movies.get(queries[i])).isEmpty())
        .mapToDouble(
            i ->
                Arrays.stream(neighbours[i])
                    .mapToDouble(
                        neighbour ->
                            jaccard(
                                labels.apply(movies.get(queries[i])),
                                labels.apply(movies.get(neighbour))))
                    .average()
                    .orElse(0))
        .toArray();
  }

  /** Shared labels by all labels; 0 where there are none. */
  static double jaccard(List<String> a, List<String> b) {
    Set<String> union = new HashSet<>(a);
    union.addAll(b);
    Set<String> shared = new HashSet<>(a);
    shared.retainAll(new HashSet<>(b));
    return union.isEmpty() ? 0 : shared.size() / (double) union.size();
  }
}
