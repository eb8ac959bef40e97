package dev.marquee.serving.api;

import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.recommend.UserKind;
import java.util.Optional;

/**
 * Says that a list is not what the service would have liked to give.
 *
 * @param kind unknown-user or no-ratings
 * @param reason the same in words
 */
public record FallbackAnswer(String kind, String reason) {

  /** What a list fell back to, if it did. */
  static Optional<FallbackAnswer> of(Recommendations list, boolean isKnown) {
    if (list.userKind() != UserKind.COLD_START) {
      return Optional.empty();
    }
    return Optional.of(
        isKnown
            ? new FallbackAnswer(
                "no-ratings", "there are no ratings yet: popular and diverse movies")
            : new FallbackAnswer(
                "unknown-user", "nothing is known of this user: popular and diverse movies"));
  }
}
