package dev.marquee.serving.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marquee.serving.recommend.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One reason for a recommendation; which fields it has depends on its kind.
 *
 * @param kind because-you-rated, shared-genres, new-genre, similar-taste or popular
 * @param movieId because-you-rated: the movie that was liked
 * @param title because-you-rated: its title
 * @param stars because-you-rated: its rating
 * @param similarity because-you-rated: likeness of the two movies' content
 * @param genres shared-genres and new-genre: which
 * @param probability similar-taste: that of the NCF model
 * @param ratingCount popular: number of ratings
 * @param meanStars popular: their mean
 */
public record ReasonAnswer(
    String kind,
    OptionalLong movieId,
    Optional<String> title,
    OptionalDouble stars,
    OptionalDouble similarity,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> genres,
    OptionalDouble probability,
    OptionalLong ratingCount,
    OptionalDouble meanStars) {

  /** A reason as clients see it. */
  static ReasonAnswer of(Reason reason) {
    if (reason instanceof Reason.BecauseYouRated rated) {
      return new ReasonAnswer(
          "because-you-rated",
          OptionalLong.of(rated.movieId()),
          Optional.of(rated.title()),
          OptionalDouble.of(Rounded.of(rated.stars())),
          OptionalDouble.of(Rounded.of(rated.similarity())),
          List.of(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty());
    }
    if (reason instanceof Reason.SharedGenres shared) {
      return of("shared-genres", shared.genres());
    }
    if (reason instanceof Reason.NewGenre fresh) {
      return of("new-genre", List.of(fresh.genre()));
    }
    if (reason instanceof Reason.SimilarTaste similar) {
      return new ReasonAnswer(
          "similar-taste",
          OptionalLong.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of(),
          OptionalDouble.of(Rounded.of(similar.probability())),
          OptionalLong.empty(),
          OptionalDouble.empty());
    }
    Reason.Popular popular = (Reason.Popular) reason;
    return new ReasonAnswer(
        "popular",
        OptionalLong.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        OptionalDouble.empty(),
        OptionalLong.of(popular.ratingCount()),
        OptionalDouble.of(Rounded.of(popular.meanStars())));
  }

  private static ReasonAnswer of(String kind, List<String> genres) {
    return new ReasonAnswer(
        kind,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        genres,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty());
  }
}
