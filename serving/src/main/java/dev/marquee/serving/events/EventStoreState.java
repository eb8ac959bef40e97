package dev.marquee.serving.events;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether the event store can be used.
 *
 * @param up whether calls reach the database; while it is down they fail at once
 * @param since when that began
 * @param failure why the store is down; empty while it is up
 */
public record EventStoreState(boolean up, Instant since, Optional<String> failure) {}
