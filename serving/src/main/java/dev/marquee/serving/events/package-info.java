/**
 * The event store: what users rated, saw and clicked since the nightly job last looked, in SQLite
 * or PostgreSQL through JDBC. What it acknowledges is durable. Start at {@link
 * dev.marquee.serving.events.EventStore}.
 */
package dev.marquee.serving.events;
