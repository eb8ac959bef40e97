package dev.marquee.serving.api;

import java.time.Instant;
import java.util.List;
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
 * @param fittedWeights whether the weights in force were fitted for it
 * @param weights how the components count, by number of ratings
 * @param refused the last snapshot that could not be loaded, if one is newer than this
 * @param unreachable why newer ones cannot be seen at the moment, if they cannot
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
    List<BucketWeights> weights,
    Optional<RefusedAnswer> refused,
    Optional<String> unreachable,
    Optional<String> waiting) {

  /**
   * A snapshot that could not be loaded.
   *
   * @param id the snapshot
   * @param reason what was wrong with it
   * @param at when it was tried
   */
  public record RefusedAnswer(String id, String reason, Instant at) {}

  /**
   * The weights of users with about as many ratings.
   *
   * @param minRatings fewest ratings of a user; the next entry's are those of the next
   * @param weights how the components count, summing to 1
   */
  public record BucketWeights(int minRatings, WeightsAnswer weights) {

    /** Those in force, fitted or configured. */
    static List<BucketWeights> inForce(ServedSnapshot served) {
      return served.recommender().config().weights().stream()
          .map(bucket -> new BucketWeights(bucket.minRatings(), WeightsAnswer.of(bucket.weights())))
          .toList();
    }
  }
}
