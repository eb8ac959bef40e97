package dev.marquee.serving.api;

import java.util.List;
import java.util.Optional;

/**
 * Movies of the catalogue.
 *
 * @param requestId the request
 * @param snapshot what they come from
 * @param total how many movies match in all
 * @param movies some of them, in order
 * @param nextCursor gets the next ones, if there are more
 */
public record MoviePageAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    long total,
    List<MovieAnswer> movies,
    Optional<String> nextCursor) {}
