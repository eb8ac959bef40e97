package dev.marquee.serving.recommend;

import java.util.List;

/**
 * A ranked list.
 *
 * @param movies the best first
 * @param snapshotId the snapshot that they come from
 * @param userKind what is known of the user
 * @param ratingCount ratings that the list is based on
 * @param bucket whose weights count where the request does not say
 * @param weights how the components counted, summing to 1
 * @param diversity MMR strength that counted, 0 to 1
 * @param scope {@link CandidateScope#ALL} where the sources proposed too few, or it was asked for
 * @param candidates how many movies were ranked
 * @param ignoredRatings rated movies that the snapshot does not have
 */
public record Recommendations(
    List<RecommendedMovie> movies,
    String snapshotId,
    UserKind userKind,
    int ratingCount,
    HistoryBucket bucket,
    HybridWeights weights,
    double diversity,
    CandidateScope scope,
    int candidates,
    List<Long> ignoredRatings) {

  /** Copies the lists. */
  public Recommendations {
    movies = List.copyOf(movies);
    ignoredRatings = List.copyOf(ignoredRatings);
  }
}
