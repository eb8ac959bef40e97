package dev.marquee.serving.recommend;

import java.util.OptionalInt;

/**
 * Users whose weights are the same because they have about as many ratings.
 *
 * @param minRatings fewest ratings of a user
 * @param maxRatings most ratings of a user; empty without limit
 */
public record HistoryBucket(int minRatings, OptionalInt maxRatings) {}
