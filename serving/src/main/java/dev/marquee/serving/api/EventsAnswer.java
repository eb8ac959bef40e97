package dev.marquee.serving.api;

/**
 * What became of a batch of events.
 *
 * @param requestId the request
 * @param accepted events that are stored now
 * @param duplicates events that had been stored before
 */
public record EventsAnswer(String requestId, int accepted, int duplicates) {}
