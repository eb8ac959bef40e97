package dev.marquee.evaluation.run;

import dev.marquee.serving.recommend.HybridWeights;

/**
 * The weights fitted for users with at least so many ratings.
 *
 * @param minRatings fewest ratings of a user in this bucket
 * @param users validation users that it was fitted on
 * @param shortened whether these are users with longer histories of whom only the first ratings
 *     were told, for want of users with so few
 * @param configured the weights in force
 * @param fitted the weights to take; those in force where nobody could be asked
 * @param configuredNdcg nDCG@10 on validation with the weights in force, NaN without users
 * @param fittedNdcg nDCG@10 on validation with the fitted weights, NaN without users
 */
public record FittedBucket(
    int minRatings,
    int users,
    boolean shortened,
    HybridWeights configured,
    HybridWeights fitted,
    double configuredNdcg,
    double fittedNdcg) {}
