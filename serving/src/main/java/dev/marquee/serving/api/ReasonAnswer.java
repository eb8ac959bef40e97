package dev.marquee.serving.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
    OptionalDouble meanStars) {}
