package dev.marquee.serving.api;

import java.time.Instant;

/**
 * What an answer was made from.
 *
 * @param id the snapshot
 * @param publishedAt when it was made
 * @param ageSeconds how long ago that was when the answer was sent
 */
public record SnapshotAnswer(String id, Instant publishedAt, long ageSeconds) {}
