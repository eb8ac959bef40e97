package dev.marquee.serving.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A movie of a list.
 *
 * @param movieId its id
 * @param rank place in the whole list, from 1
 * @param title without the year
 * @param year of release, where known
 * @param genres its genres
 * @param score blend of the components plus boosts and noise, in standard deviations
 * @param components what was blended
 * @param boost sum of the boosts that the request asked for
 * @param explanation why it is there, in a sentence
 * @param reasons the same as data, the strongest first
 */
public record RecommendedAnswer(
    long movieId,
    int rank,
    String title,
    OptionalInt year,
    List<String> genres,
    double score,
    WeightsAnswer components,
    double boost,
    Optional<String> explanation,
    List<ReasonAnswer> reasons) {}
