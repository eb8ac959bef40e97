package dev.marquee.serving.api;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The snapshot that answers come from, and what became of newer ones.
 *
 * @param requestId the request
 * @param id the snapshot; absent before the first
 * @param publishedAt when it was made
 * @param ageSeconds how long ago that was
 * @param loadedAt when this service loaded it
 * @param movies in its catalogue
 * @param users with ratings
 * @param bytesPerMovie memory
 * @param bytesPerUser memory
 * @param fittedWeights whether the hybrid's weights were fitted for it
 * @param refused the last snapshot that could not be loaded, if one is newer than this
 * @param waiting why there is none, and what makes one
 */
public record SnapshotStateAnswer(
    String requestId,
    Optional<String> id,
    Optional<Instant> publishedAt,
    OptionalLong ageSeconds,
    Optional<Instant> loadedAt,
    OptionalInt movies,
    OptionalInt users,
    OptionalDouble bytesPerMovie,
    OptionalDouble bytesPerUser,
    boolean fittedWeights,
    Optional<RefusedAnswer> refused,
    Optional<String> waiting) {

  /**
   * A snapshot that could not be loaded.
   *
   * @param id the snapshot
   * @param reason what was wrong with it
   * @param at when it was tried
   */
  public record RefusedAnswer(String id, String reason, Instant at) {}
}
