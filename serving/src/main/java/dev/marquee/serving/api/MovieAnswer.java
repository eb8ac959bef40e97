package dev.marquee.serving.api;

import dev.marquee.serving.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A movie of the catalogue.
 *
 * @param movieId its id
 * @param title without the year
 * @param year of release, where known
 * @param genres its genres
 * @param overview a short description, where there is one
 * @param ratingCount number of its ratings
 * @param meanStars mean of its ratings, where it has some
 */
public record MovieAnswer(
    long movieId,
    String title,
    OptionalInt year,
    List<String> genres,
    Optional<String> overview,
    long ratingCount,
    OptionalDouble meanStars) {

  /** The movie at a row of the catalogue. */
  static MovieAnswer of(Snapshot snapshot, int row) {
    float mean = snapshot.popularity().meanRating(row);
    return new MovieAnswer(
        snapshot.movies().id(row),
        snapshot.movies().title(row),
        snapshot.movies().year(row),
        snapshot.movies().genres(row),
        snapshot.movies().overview(row),
        snapshot.popularity().ratingCount(row),
        Float.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(Rounded.of(mean)));
  }
}
