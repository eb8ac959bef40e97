package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import dev.marquee.serving.recommend.GivenRating;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A rating that comes with a request.
 *
 * @param movieId the movie
 * @param stars the rating
 * @param timestamp seconds since 1970, UTC; where no rating has one, the last of the list is the
 *     newest
 */
public record InlineRating(Long movieId, Double stars, OptionalLong timestamp) {

  /** Refuses missing parts and times that are no seconds. */
  public InlineRating {
    FieldException.required("movieId", movieId);
    FieldException.required("stars", stars);
    Timestamps.check("timestamp", timestamp);
  }

  /** As the ranking core takes them. */
  static List<GivenRating> given(List<InlineRating> ratings) {
    long now = Timestamps.orNow(OptionalLong.empty());
    List<GivenRating> given = new ArrayList<>(ratings.size());
    for (int i = 0; i < ratings.size(); i++) {
      InlineRating rating = ratings.get(i);
      given.add(
          new GivenRating(
              rating.movieId, rating.stars, rating.timestamp.orElse(now - ratings.size() + i)));
    }
    return given;
  }
}
