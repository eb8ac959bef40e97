package dev.marquee.serving.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A user's taste.
 *
 * @param requestId the request
 * @param snapshot where the older ratings come from
 * @param userId the user
 * @param ratingCount number of ratings
 * @param meanStars their mean, if there are some
 * @param genres taste by genre, the most rated first
 * @param distribution how often each number of stars was given, ascending
 * @param diversity how evenly the ratings spread over the catalogue's genres: the entropy of their
 *     shares over that of an even spread, 0 to 1
 * @param genresToExplore genres of which nothing is rated, those with most movies first
 * @param degraded what was not taken into account because a part of the service is down
 */
public record ProfileAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    long userId,
    int ratingCount,
    OptionalDouble meanStars,
    List<GenreTaste> genres,
    List<StarCount> distribution,
    double diversity,
    List<String> genresToExplore,
    Optional<String> degraded) {

  /**
   * What a user thinks of a genre.
   *
   * @param name the genre
   * @param ratings how many of the rated movies have it
   * @param share the same as a share of all genres of all rated movies
   * @param meanStars of those ratings
   */
  public record GenreTaste(String name, int ratings, double share, double meanStars) {}

  /**
   * How often a user gave so many stars.
   *
   * @param stars the rating
   * @param ratings how many
   */
  public record StarCount(double stars, int ratings) {}
}
