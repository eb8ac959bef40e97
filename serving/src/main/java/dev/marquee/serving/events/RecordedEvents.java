package dev.marquee.serving.events;

/**
 * What became of a batch of events.
 *
 * @param accepted events that were new
 * @param duplicates events that changed nothing: their id was known, or they are from before the
 *     erasure of their user
 */
public record RecordedEvents(int accepted, int duplicates) {}
