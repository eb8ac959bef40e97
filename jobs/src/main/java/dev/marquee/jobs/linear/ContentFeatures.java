package dev.marquee.jobs.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A sparse matrix of what movies are about, a row each, for regression: the terms of the text, and
 * labels, which are genres, pairs of genres, the decade and the release year. A year counts half
 * for the two years on either side, so that neighbours in time share features.
 *
 * <p>Features of a single movie teach nothing and are left out. Labels are weighted by {@code ln((n
 * + 1) / (df + 1))} for n movies, df of which have the label; terms come with weights of that kind.
 * Both parts are brought to a fixed share of the row's squared length, which is 1; where one is
 * missing the other is all of it, where both are the row is empty.
 */
public final class ContentFeatures {
  /** The share of the text in a row's squared length, chosen on hidden movies of two catalogues. */
  private static final double TEXT_SHARE = 0.25;

  private static final int LEAST_MOVIES = 2;
  private static final int YEARS_ASIDE = 2;
  private static final double ASIDE = 0.5;

  private ContentFeatures() {}

  /** The matrix, a row for each movie in order. */
  public static SparseMatrix of(List<MovieContent> movies) {
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
      Map<Object, Double> row = joined(text, own);
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

  /** Both parts in one row of length 1; entries of 0 are left out. */
  private static Map<Object, Double> joined(Map<Object, Double> text, Map<Object, Double> labels) {
    double textSquares = squares(text);
    double labelSquares = squares(labels);
    double textShare = labelSquares == 0 ? 1 : TEXT_SHARE;
    double labelShare = textSquares == 0 ? 1 : 1 - TEXT_SHARE;
    Map<Object, Double> row = new LinkedHashMap<>();
    putScaled(row, text, Math.sqrt(textShare / textSquares));
    putScaled(row, labels, Math.sqrt(labelShare / labelSquares));
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
