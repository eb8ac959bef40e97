package dev.marquee.serving.api;

import dev.marquee.serving.snapshot.Movies;
import java.util.Optional;

/**
 * A rating.
 *
 * @param movieId the movie
 * @param title its title, where the snapshot has the movie
 * @param stars the rating
 * @param timestamp seconds since 1970, UTC
 */
public record RatingAnswer(long movieId, Optional<String> title, double stars, long timestamp) {

  /** A rating with the title that the catalogue has. */
  static RatingAnswer of(Movies movies, long movieId, double stars, long timestamp) {
    int row = movies.rowOf(movieId);
    return new RatingAnswer(
        movieId,
        row < 0 ? Optional.empty() : Optional.of(movies.title(row)),
        Rounded.of(stars),
        timestamp);
  }
}
