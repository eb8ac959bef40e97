package dev.marquee.serving.api;

import java.util.List;

/**
 * A session and its ratings.
 *
 * @param requestId the request
 * @param sessionId names the session; whoever knows it may use it
 * @param secondsToLive how long it lives from its last use
 * @param ratings the newest first
 */
public record SessionAnswer(
    String requestId, String sessionId, long secondsToLive, List<RatingAnswer> ratings) {}
