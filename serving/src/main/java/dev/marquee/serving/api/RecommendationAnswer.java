package dev.marquee.serving.api;

import dev.marquee.serving.http.Json;
import dev.marquee.serving.recommend.HistoryBucket;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.snapshot.Movies;
import java.util.List;
import java.util.Optional;

/**
 * A list of recommendations.
 *
 * @param requestId the request
 * @param snapshot what the list comes from
 * @param userKind known, adapted, visitor or cold-start
 * @param ratingCount ratings that the list is based on
 * @param bucket users with about as many ratings, whose weights count where the request has none
 * @param weights how the components counted, summing to 1
 * @param diversity MMR strength that counted
 * @param candidates how many movies were ranked
 * @param movies the best first
 * @param ignoredRatings rated movies that the snapshot does not have
 * @param fallback what the list fell back to, if it did
 * @param degraded what was not taken into account because a part of the service is down
 */
public record RecommendationAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    String userKind,
    int ratingCount,
    HistoryBucket bucket,
    WeightsAnswer weights,
    double diversity,
    int candidates,
    List<RecommendedAnswer> movies,
    List<Long> ignoredRatings,
    Optional<FallbackAnswer> fallback,
    Optional<String> degraded) {

  /** What is the same for every request that gets this list: all but id and age. */
  private record Tail(
      String userKind,
      int ratingCount,
      HistoryBucket bucket,
      WeightsAnswer weights,
      double diversity,
      int candidates,
      List<RecommendedAnswer> movies,
      List<Long> ignoredRatings,
      Optional<FallbackAnswer> fallback,
      Optional<String> degraded) {}

  /** What differs from request to request. */
  private record Head(String requestId, SnapshotAnswer snapshot) {}

  /** The part of an answer that can be kept, as JSON. */
  static byte[] tail(
      Movies movies,
      Recommendations list,
      Optional<FallbackAnswer> fallback,
      Optional<String> degraded) {
    return Json.write(
        new Tail(
            Names.of(list.userKind()),
            list.ratingCount(),
            list.bucket(),
            WeightsAnswer.of(list.weights()),
            list.diversity(),
            list.candidates(),
            list.movies().stream().map(movie -> RecommendedAnswer.of(movies, movie)).toList(),
            list.ignoredRatings(),
            fallback,
            degraded));
  }

  /** The whole answer as JSON: two objects, joined. */
  static byte[] whole(String requestId, SnapshotAnswer snapshot, byte[] tail) {
    byte[] head = Json.write(new Head(requestId, snapshot));
    byte[] whole = new byte[head.length + tail.length - 1];
    System.arraycopy(head, 0, whole, 0, head.length);
    whole[head.length - 1] = ',';
    System.arraycopy(tail, 1, whole, head.length, tail.length - 1);
    return whole;
  }
}
