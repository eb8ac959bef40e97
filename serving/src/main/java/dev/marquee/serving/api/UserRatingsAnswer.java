package dev.marquee.serving.api;

import java.util.List;
import java.util.Optional;

/**
 * A user's ratings as they are now.
 *
 * @param requestId the request
 * @param snapshot where the older ones come from
 * @param userId the user
 * @param total how many there are
 * @param ratings some of them, the newest first
 * @param degraded what was not taken into account because a part of the service is down
 */
public record UserRatingsAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    long userId,
    int total,
    List<RatingAnswer> ratings,
    Optional<String> degraded) {}
