package dev.marquee.serving.api;

import dev.marquee.serving.events.StoredRating;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A user's taste.
 *
 * @param requestId the request
 * @param snapshot where the older ratings come from
 * @param userId the user; absent where the ratings came with the request
 * @param ratingCount number of ratings
 * @param meanStars their mean, if there are some
 * @param genres taste by genre, the most rated first
 * @param distribution how often each number of stars was given, ascending
 * @param diversity how evenly the ratings spread over the catalogue's genres: the entropy of their
 *     shares over that of an even spread, 0 to 1
 * @param genresToExplore genres of which nothing is rated, those with most movies first
 * @param timeline the ratings by time, oldest first, in at most 12 periods of as many ratings each
 * @param ignoredRatings rated movies that the snapshot does not have; only their stars count
 * @param degraded what was not taken into account because a part of the service is down
 */
public record ProfileAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    OptionalLong userId,
    int ratingCount,
    OptionalDouble meanStars,
    List<GenreTaste> genres,
    List<StarCount> distribution,
    double diversity,
    List<GenreToExplore> genresToExplore,
    List<Period> timeline,
    List<Long> ignoredRatings,
    Optional<String> degraded) {
  private static final int MOST_PERIODS = 12;

  /**
   * Sums ratings up.
   *
   * @param userId whose they are, where that is known
   * @param ratings in any order
   */
  static ProfileAnswer of(
      String requestId,
      ServedSnapshot served,
      OptionalLong userId,
      List<StoredRating> ratings,
      Optional<String> degraded) {
    Profile profile = new Profile(served.snapshot(), ratings);
    return new ProfileAnswer(
        requestId,
        served.answer(),
        userId,
        ratings.size(),
        ratings.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(profile.meanStars()),
        profile.genres(),
        profile.distribution(),
        profile.diversity(),
        profile.toExplore(),
        periods(served, ratings),
        profile.unknown(),
        degraded);
  }

  private static List<Period> periods(ServedSnapshot served, List<StoredRating> ratings) {
    List<StoredRating> oldestFirst = new ArrayList<>(ratings);
    oldestFirst.sort(Comparator.comparingLong(StoredRating::timestamp));
    int count = Math.min(MOST_PERIODS, ratings.size());
    List<Period> periods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<StoredRating> part =
          oldestFirst.subList(i * ratings.size() / count, (i + 1) * ratings.size() / count);
      Profile profile = new Profile(served.snapshot(), part);
      periods.add(
          new Period(
              part.get(0).timestamp(),
              part.get(part.size() - 1).timestamp(),
              part.size(),
              profile.meanStars(),
              profile.genres().stream()
                  .limit(3)
                  .map(genre -> new GenreShare(genre.name(), genre.share()))
                  .toList()));
    }
    return periods;
  }

  /**
   * What a user thinks of a genre.
   *
   * @param name the genre
   * @param ratings how many of the rated movies have it
   * @param share the same as a share of all genres of all rated movies
   * @param meanStars of those ratings
   * @param catalogueShare the genre's share of all genres of the catalogue's movies
   * @param coverage how much of the catalogue's movies of this genre is rated, 0 to 1
   */
  public record GenreTaste(
      String name,
      int ratings,
      double share,
      double meanStars,
      double catalogueShare,
      double coverage) {}

  /**
   * A genre of which a user has rated nothing.
   *
   * @param name the genre
   * @param movies how many movies have it
   * @param suggestion the most popular of them
   */
  public record GenreToExplore(String name, int movies, Optional<MovieAnswer> suggestion) {}

  /**
   * A part of a user's ratings, one after the other in time.
   *
   * @param from of the first, seconds since 1970
   * @param to of the last, seconds since 1970
   * @param ratings how many
   * @param meanStars their mean
   * @param topGenres the three genres with most ratings
   */
  public record Period(
      long from, long to, int ratings, double meanStars, List<GenreShare> topGenres) {}

  /**
   * How much of a user's ratings a genre has.
   *
   * @param name the genre
   * @param share of all genres of the rated movies
   */
  public record GenreShare(String name, double share) {}

  /**
   * How often a user gave so many stars.
   *
   * @param stars the rating
   * @param ratings how many
   */
  public record StarCount(double stars, int ratings) {}
}
