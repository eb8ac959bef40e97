package dev.marquee.serving.api;

import dev.marquee.serving.events.StoredRating;
import java.util.List;

/**
 * Ratings to be summed up.
 *
 * @param ratings of one person
 */
public record ProfileBody(List<InlineRating> ratings) {
  /** Refuses what is missing, and lists that are too long. */
  public ProfileBody {
    ratings = Lists.orEmpty("ratings", ratings);
  }

  /** The ratings; one without a time counts as given now. */
  List<StoredRating> asStored() {
    return ratings.stream()
        .map(
            each ->
                new StoredRating(each.movieId(), each.stars(), Timestamps.orNow(each.timestamp())))
        .toList();
  }
}
