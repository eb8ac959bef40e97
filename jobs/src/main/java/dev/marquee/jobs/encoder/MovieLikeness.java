package dev.marquee.jobs.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How alike two movies are by what is known of them: the cosine of their labels, genres and tags,
 * weighted by ln((n + 1) / (df + 1)). In a batch of pairs other movies are not all equally wrong
 * answers; this says by how much.
 */
final class MovieLikeness {
  private final List<int[]> labels = new ArrayList<>();
  private final List<double[]> weights = new ArrayList<>();
  private final int size;

  MovieLikeness(List<CatalogueMovie> movies) {
    Map<String, Integer> ids = new HashMap<>();
    Map<Integer, Integer> frequency = new HashMap<>();
    for (CatalogueMovie movie : movies) {
      int[] own =
          Stream.concat(
                  movie.genres().stream().map(genre -> "genre " + genre),
                  movie.tags().stream().map(tag -> "tag " + tag))
              .distinct()
              .mapToInt(label -> ids.computeIfAbsent(label, unseen -> ids.size()))
              .sorted()
              .toArray();
      for (int label : own) {
        frequency.merge(label, 1, Integer::sum);
      }
      labels.add(own);
    }
    size = ids.size();
    for (int[] own : labels) {
      double[] inverse =
          Arrays.stream(own)
              .mapToDouble(label -> Math.log((movies.size() + 1.0) / (frequency.get(label) + 1.0)))
              .toArray();
      double norm = Math.sqrt(Arrays.stream(inverse).map(weight -> weight * weight).sum());
      weights.add(Arrays.stream(inverse).map(weight -> norm == 0 ? 0 : weight / norm).toArray());
    }
  }

  /** The number of distinct labels. */
  int size() {
    return size;
  }

  /** A movie's labels, ascending. */
  int[] labels(int movie) {
    return labels.get(movie);
  }

  /** The weights of a movie's labels; their squares sum to 1. */
  double[] weights(int movie) {
    return weights.get(movie);
  }

  /** From 0, nothing in common, to 1. */
  double of(int movie, int other) {
    int[] a = labels.get(movie);
    int[] b = labels.get(other);
    double sum = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        sum += weights.get(movie)[i++] * weights.get(other)[j++];
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
