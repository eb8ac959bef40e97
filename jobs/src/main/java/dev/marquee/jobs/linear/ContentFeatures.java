package dev.marquee.jobs.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A sparse matrix of what movies are about, a row each, for regression: the terms of the text, its
 * embedding, and labels, which are genres, pairs of genres, the decade and the release year. A year
 * counts half for the two years on either side, so that neighbours in time share features.
 *
 * <p>Terms and labels of a single movie teach nothing and are left out. Labels are weighted by
 * {@code ln((n + 1) / (df + 1))} for n movies, df of which have the label; terms come with weights
 * of that kind; of embeddings the mean is taken off. The parts that a movie has are brought to
 * equal shares of the row's squared length, which is 1; a movie that has none has an empty row.
 */
public final class ContentFeatures {
  /** Squared lengths below this are what taking the mean off leaves of nothing. */
  private static final double ROUNDING = 1e-12;

  private static final int LEAST_MOVIES = 2;
  private static final int YEARS_ASIDE = 2;
  private static final double ASIDE = 0.5;

  private ContentFeatures() {}

  /** One number of the embedding, as a feature. */
  private record Dimension(int index) {}

  /** The matrix, a row for each movie in order. */
  public static SparseMatrix of(List<MovieContent> movies) {
    double[] mean = meanEmbedding(movies);
    List<Map<String, Double>> labels = movies.stream().map(ContentFeatures::labels).toList();
    Map<Integer, Integer> termMovies = new HashMap<>();
    Map<String, Integer> labelMovies = new HashMap<>();
    for (int movie = 0; movie < movies.size(); movie++) {
      for (int term : movies.get(movie).terms()) {
        termMovies.merge(term, 1, Integer::sum);
      }
      for (String label : labels.get(movie).keySet()) {
        labelMovies.merge(label, 1, Integer::sum);
      }
    }
    Map<Object, Integer> columns = new HashMap<>();
    List<int[]> rowColumns = new ArrayList<>();
    List<double[]> rowValues = new ArrayList<>();
    for (int movie = 0; movie < movies.size(); movie++) {
      MovieContent content = movies.get(movie);
      Map<Object, Double> text = new LinkedHashMap<>();
      for (int i = 0; i < content.terms().length; i++) {
        if (termMovies.get(content.terms()[i]) >= LEAST_MOVIES) {
          text.put(content.terms()[i], (double) content.weights()[i]);
        }
      }
      Map<Object, Double> own = new LinkedHashMap<>();
      labels
          .get(movie)
          .forEach(
              (label, value) -> {
                int frequency = labelMovies.get(label);
                if (frequency >= LEAST_MOVIES) {
                  own.put(label, value * Math.log((movies.size() + 1.0) / (frequency + 1.0)));
                }
              });
      Map<Object, Double> row = joined(List.of(text, embedding(movies.get(movie), mean), own));
      rowColumns.add(
          row.keySet().stream()
              .mapToInt(feature -> columns.computeIfAbsent(feature, any -> columns.size()))
              .toArray());
      rowValues.add(row.values().stream().mapToDouble(value -> value).toArray());
    }
    return new SparseMatrix(rowColumns, rowValues, columns.size());
  }

  /** Names of labels, which no term's number equals, with the degree to which they apply. */
  private static Map<String, Double> labels(MovieContent movie) {
    Map<String, Double> labels = new LinkedHashMap<>();
    List<String> genres = List.copyOf(new TreeSet<>(movie.genres()));
    for (int i = 0; i < genres.size(); i++) {
      labels.put("genre " + genres.get(i), 1.0);
      for (int other = 0; other < i; other++) {
        labels.put("genres " + genres.get(other) + " and " + genres.get(i), 1.0);
      }
    }
    movie
        .releaseYear()
        .ifPresent(
            year -> {
              labels.put("decade " + year / 10, 1.0);
              for (int aside = -YEARS_ASIDE; aside <= YEARS_ASIDE; aside++) {
                labels.put("year " + (year + aside), aside == 0 ? 1.0 : ASIDE);
              }
            });
    return labels;
  }

  private static double[] meanEmbedding(List<MovieContent> movies) {
    double[] mean = new double[movies.isEmpty() ? 0 : movies.get(0).embedding().length];
    for (MovieContent movie : movies) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += movie.embedding()[i] / movies.size();
      }
    }
    return mean;
  }

  private static Map<Object, Double> embedding(MovieContent movie, double[] mean) {
    Map<Object, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < mean.length; i++) {
      values.put(new Dimension(i), movie.embedding()[i] - mean[i]);
    }
    return values;
  }

  /** All parts in one row of length 1; entries of 0 are left out. */
  private static Map<Object, Double> joined(List<Map<Object, Double>> parts) {
    List<Map<Object, Double>> found =
        parts.stream().filter(part -> squares(part) > ROUNDING).toList();
    Map<Object, Double> row = new LinkedHashMap<>();
    found.forEach(part -> putScaled(row, part, 1 / Math.sqrt(found.size() * squares(part))));
    return row;
  }

  private static void putScaled(Map<Object, Double> row, Map<Object, Double> part, double factor) {
    part.forEach(
        (feature, value) -> {
          if (value != 0) {
            row.put(feature, factor * value);
          }
        });
  }

  private static double squares(Map<Object, Double> part) {
    return part.values().stream().mapToDouble(value -> value * value).sum();
  }
}
