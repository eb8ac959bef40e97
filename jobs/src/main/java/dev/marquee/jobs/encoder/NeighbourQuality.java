package dev.marquee.jobs.encoder;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How well a movie's nearest neighbours by cosine fit it.
 *
 * @param genreAgreement mean Jaccard index of a movie's genres and each neighbour's
 * @param tagOverlap mean Jaccard index of a movie's tags and each neighbour's
 */
record NeighbourQuality(double genreAgreement, double tagOverlap) {
  /** Neighbours that are looked at. */
  static final int NEIGHBOURS = 10;

  /**
   * Looks up every query's neighbours among all other movies.
   *
   * @param similarity of two movies, by their places in {@code movies}
   * @param queries places in {@code movies}; a figure leaves out those without genres or tags
   */
  static NeighbourQuality of(
      List<CatalogueMovie> movies, int[] queries, Similarity similarity) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int query : queries) {
      float[] scores = new float[movies.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = i == query ? Float.NEGATIVE_INFINITY : similarity.of(query, i);
      }
      int[] nearest =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
              .limit(NEIGHBOURS)
              .filter(i -> i != query)
              .mapToInt(Integer::intValue)
              .toArray();
      CatalogueMovie movie = movies.get(query);
      add(sums, counts, 0, movies, nearest, movie.genres(), CatalogueMovie::genres);
      add(sums, counts, 1, movies, nearest, movie.tags(), CatalogueMovie::tags);
    }
    // Without any movie that has tags, say, there is no figure: 0 / 0.
    return new NeighbourQuality(sums[0] / counts[0], sums[1] / counts[1]);
  }

  /** Similarity of two movies of a list. */
  interface Similarity {
    float of(int movie, int other);
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

  private static void add(
      double[] sums,
      int[] counts,
      int figure,
      List<CatalogueMovie> movies,
      int[] nearest,
      List<String> own,
      Function<CatalogueMovie, List<String>> labels) {
    if (own.isEmpty() || nearest.length == 0) {
      return;
    }
    double sum = 0;
    for (int neighbour : nearest) {
      sum += jaccard(own, labels.apply(movies.get(neighbour)));
    }
    sums[figure] += sum / nearest.length;
    counts[figure]++;
  }

  static double jaccard(List<String> a, List<String> b) {
    Set<String> union = new HashSet<>(a);
    union.addAll(b);
    Set<String> shared = new HashSet<>(a);
    shared.retainAll(new HashSet<>(b));
    return union.isEmpty() ? 0 : shared.size() / (double) union.size();
  }
}
