package dev.marquee.serving.api;

/**
 * A movie of the catalogue.
 *
 * @param requestId the request
 * @param snapshot what it comes from
 * @param movie the movie
 */
public record MovieDetailAnswer(String requestId, SnapshotAnswer snapshot, MovieAnswer movie) {}
