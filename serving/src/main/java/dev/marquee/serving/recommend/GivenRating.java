package dev.marquee.serving.recommend;

/**
 * A rating that comes with the request; it takes the place of a stored one for the same movie.
 *
 * @param movieId the rated movie
 * @param stars the rating
 * @param timestamp seconds since 1970, UTC
 */
public record GivenRating(long movieId, double stars, long timestamp) {

  /** Refuses stars that are no number. */
  public GivenRating {
    if (!Double.isFinite(stars)) {
      throw new IllegalArgumentException(
          "stars of movie %d are %s, expected a number".formatted(movieId, stars));
    }
  }
}
