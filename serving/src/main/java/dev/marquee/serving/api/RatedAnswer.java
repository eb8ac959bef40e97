package dev.marquee.serving.api;

/**
 * A rating that is stored.
 *
 * @param requestId the request
 * @param userId the user
 * @param rating as it is stored
 */
public record RatedAnswer(String requestId, long userId, RatingAnswer rating) {}
