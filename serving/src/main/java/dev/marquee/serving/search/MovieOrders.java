package dev.marquee.serving.search;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The catalogue in every order, sorted once. */
final class MovieOrders {
  /** Ratings of average taste that every movie is given in advance. */
  private static final double DAMPING = 10;

  private final Map<MovieSort, MovieOrder> orders = new EnumMap<>(MovieSort.class);

  MovieOrders(Movies movies, Popularity popularity, List<TitleForms> titles) {
    String[] sortKeys = titles.stream().map(TitleForms::sortKey).toArray(String[]::new);
    double globalMean = globalMean(popularity);
    MovieOrder popular =
        new MovieOrder(movies, row -> new Place(0, "", popularity.score(row), movies.id(row)));
    orders.put(MovieSort.RELEVANCE, popular);
    orders.put(MovieSort.POPULARITY, popular);
    orders.put(
        MovieSort.TITLE,
        new MovieOrder(
            movies, row -> new Place(0, sortKeys[row], popularity.score(row), movies.id(row))));
    orders.put(
        MovieSort.YEAR,
        new MovieOrder(
            movies,
            row ->
                new Place(
                    movies.year(row).isPresent()
                        ? movies.year(row).getAsInt()
                        : Double.NEGATIVE_INFINITY,
                    "",
                    popularity.score(row),
                    movies.id(row))));
    orders.put(
        MovieSort.RATING,
        new MovieOrder(
            movies,
            row ->
                new Place(
                    dampedMean(popularity, row, globalMean),
                    "",
                    popularity.score(row),
                    movies.id(row))));
  }

  MovieOrder of(MovieSort sort) {
    return orders.get(sort);
  }

  private static double dampedMean(Popularity popularity, int row, double globalMean) {
    long count = popularity.ratingCount(row);
    return count == 0
        ? Double.NEGATIVE_INFINITY
        : dev.marquee.data.Popularity.dampedMean(
            count * (double) popularity.meanRating(row), count, DAMPING, globalMean);
  }

  private static double globalMean(Popularity popularity) {
    double sum = 0;
    long count = 0;
    for (int row = 0; row < popularity.rows(); row++) {
      if (popularity.ratingCount(row) > 0) {
        sum += popularity.ratingCount(row) * (double) popularity.meanRating(row);
        count += popularity.ratingCount(row);
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
