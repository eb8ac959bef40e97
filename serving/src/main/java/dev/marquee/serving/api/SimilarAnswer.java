package dev.marquee.serving.api;

import java.util.List;

/**
 * Movies like another one.
 *
 * @param requestId the request
 * @param snapshot what they come from
 * @param movie the movie that they are like
 * @param movies the most similar first
 */
public record SimilarAnswer(
    String requestId, SnapshotAnswer snapshot, MovieAnswer movie, List<Similar> movies) {

  /**
   * A similar movie.
   *
   * @param similarity of the two movies' content, at most 1 but for the boost of shared genres
   * @param movie the movie
   */
  public record Similar(double similarity, MovieAnswer movie) {}
}
