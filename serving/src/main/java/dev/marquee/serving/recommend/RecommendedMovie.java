package dev.marquee.serving.recommend;

import java.util.Optional;

/**
 * One movie of a list.
 *
 * @param movieId its id
 * @param rank place in the whole list, from 1; with an offset the first is offset + 1
 * @param score blend of the components plus boost and noise, in standard deviations
 * @param components what was blended
 * @param boost sum of the boosts that the request asked for
 * @param explanation why it is there, if the request asked
 */
public record RecommendedMovie(
    long movieId,
    int rank,
    double score,
    ComponentScores components,
    double boost,
    Optional<Explanation> explanation) {}
