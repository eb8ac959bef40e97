package dev.marquee.serving.api;

import dev.marquee.serving.recommend.CandidateScope;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.recommend.UserKind;
import java.util.Optional;

/**
 * Says that a list is not what the service would have liked to give.
 *
 * @param kind unknown-user, no-ratings, few-candidates
 * @param reason the same in words
 */
public record FallbackAnswer(String kind, String reason) {

  /** What a list fell back to, if it did. */
  static Optional<FallbackAnswer> of(
      Recommendations list, boolean isKnown, boolean asksForCandidates) {
    if (list.userKind() == UserKind.COLD_START) {
      return Optional.of(
          isKnown
              ? new FallbackAnswer(
                  "no-ratings", "there are no ratings yet: popular and diverse movies")
              : new FallbackAnswer(
                  "unknown-user", "nothing is known of this user: popular and diverse movies"));
    }
    if (list.scope() == CandidateScope.ALL && !asksForCandidates) {
      return Optional.of(
          new FallbackAnswer(
              "few-candidates",
              "few candidates passed the filters: every movie that passes was ranked"));
    }
    return Optional.empty();
  }
}
