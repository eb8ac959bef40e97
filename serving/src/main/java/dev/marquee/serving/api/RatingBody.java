package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.util.OptionalLong;

/**
 * A rating of a movie that the path names.
 *
 * @param stars the rating
 * @param timestamp seconds since 1970, UTC; now where it is left out
 */
public record RatingBody(Double stars, OptionalLong timestamp) {

  /** Refuses a rating without stars and times that are no seconds. */
  public RatingBody {
    FieldException.required("stars", stars);
    Timestamps.check("timestamp", timestamp);
  }
}
