package dev.marquee.serving.api;

import java.util.List;

/**
 * The genres of the catalogue.
 *
 * @param requestId the request
 * @param snapshot what they come from
 * @param genres in alphabetical order
 */
public record GenresAnswer(String requestId, SnapshotAnswer snapshot, List<Genre> genres) {

  /**
   * A genre.
   *
   * @param name its name
   * @param movies how many movies have it
   */
  public record Genre(String name, int movies) {}
}
