package dev.marquee.serving.api;

import java.util.List;

/**
 * How the nightly lists spread over the catalogue.
 *
 * @param requestId the request
 * @param snapshot whose lists
 * @param users with a list
 * @param listLength places of each list that count, from the top
 * @param movies of the catalogue
 * @param recommended movies that are in anybody's list
 * @param gini inequality of the movies' places in lists: 0 if all have as many, 1 if one has all
 * @param neverRecommended movies that are in nobody's list, by what keeps them out
 * @param examples some of them
 * @param mostRecommended the movies in most lists
 * @param deciles the catalogue in ten parts by number of ratings, the most rated first
 */
public record ExposureAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    int users,
    int listLength,
    int movies,
    int recommended,
    double gini,
    NeverRecommended neverRecommended,
    Examples examples,
    List<Listed> mostRecommended,
    List<Decile> deciles) {

  /**
   * Numbers of movies; each counts for the first cause that holds.
   *
   * @param total all of them
   * @param noRatings nobody has rated them
   * @param noText they have neither an overview nor tags, only a title and genres
   * @param outranked neither: others are better for everybody
   */
  public record NeverRecommended(int total, int noRatings, int noText, int outranked) {}

  /**
   * The most popular movies of each cause.
   *
   * @param noRatings nobody has rated them
   * @param noText they have no text
   * @param outranked others are better for everybody
   */
  public record Examples(
      List<MovieAnswer> noRatings, List<MovieAnswer> noText, List<MovieAnswer> outranked) {}

  /**
   * A movie and how often it is listed.
   *
   * @param movie the movie
   * @param lists in how many lists it is
   */
  public record Listed(MovieAnswer movie, int lists) {}

  /**
   * A tenth of the catalogue.
   *
   * @param decile 1 for the most rated to 10
   * @param movies how many
   * @param ratingShare their share of all ratings
   * @param exposureShare their share of all places in lists
   */
  public record Decile(int decile, int movies, double ratingShare, double exposureShare) {}
}
