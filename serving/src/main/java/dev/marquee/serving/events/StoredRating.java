package dev.marquee.serving.events;

/**
 * One user's rating of one movie.
 *
 * @param movieId the movie
 * @param stars any finite number; what range is allowed is the caller's business
 * @param timestamp when it was given, in seconds since 1970, UTC
 */
public record StoredRating(long movieId, double stars, long timestamp) {
  /** Refuses stars that no database keeps alike. */
  public StoredRating {
    if (!Double.isFinite(stars)) {
      throw new IllegalArgumentException("stars is " + stars + ", expected a finite number");
    }
  }
}
