package dev.marquee.serving.api;

import dev.marquee.serving.recommend.HistoryBucket;
import java.util.List;
import java.util.Optional;

/**
 * A list of recommendations, which {@link ListJson} writes.
 *
 * @param requestId the request
 * @param snapshot what the list comes from
 * @param userKind known, adapted, visitor or cold-start
 * @param ratingCount ratings that the list is based on
 * @param bucket users with about as many ratings, whose weights count where the request has none
 * @param weights how the components counted, summing to 1
 * @param diversity MMR strength that counted
 * @param candidates how many movies were ranked
 * @param movies the best first
 * @param ignoredRatings rated movies that the snapshot does not have
 * @param fallback what the list fell back to, if it did
 * @param degraded what was not taken into account because a part of the service is down
 */
public record RecommendationAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    String userKind,
    int ratingCount,
    HistoryBucket bucket,
    WeightsAnswer weights,
    double diversity,
    int candidates,
    List<RecommendedAnswer> movies,
    List<Long> ignoredRatings,
    Optional<FallbackAnswer> fallback,
    Optional<String> degraded) {}
