package dev.marquee.serving.recommend;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a {@link Recommender} ranks. {@link #DEFAULT} has the defaults; the {@code with} methods
 * change one thing.
 *
 * @param similarity how two movies' content is compared
 * @param ratings what stars mean
 * @param weights buckets by ascending number of ratings, the first from 0
 * @param prefersFitted whether the weights that were fitted for a snapshot, where it has some, take
 *     the place of these
 * @param candidates how many movies each source proposes
 * @param reranking diversity and calibration where the request does not say
 */
public record RecommenderConfig(
    ContentSimilarity similarity,
    RatingScale ratings,
    List<WeightBucket> weights,
    boolean prefersFitted,
    CandidateCounts candidates,
    RerankDefaults reranking) {

  /** The defaults. */
  public static final RecommenderConfig DEFAULT =
      new RecommenderConfig(
          new ContentSimilarity(0.7, 0.3, 1.2),
          RatingScale.DEFAULT,
          List.of(
              new WeightBucket(0, new HybridWeights(0.7, 0.2, 0.1)),
              new WeightBucket(5, new HybridWeights(0.5, 0.35, 0.15)),
              new WeightBucket(10, new HybridWeights(0.3, 0.6, 0.1))),
          true,
          CandidateCounts.DEFAULT,
          RerankDefaults.DEFAULT);

  /**
   * Refuses buckets that leave a number of ratings without weights.
   *
   * @throws IllegalArgumentException if the buckets do not ascend from 0
   */
  public RecommenderConfig {
    Objects.requireNonNull(similarity, "similarity");
    Objects.requireNonNull(ratings, "ratings");
    Objects.requireNonNull(candidates, "candidates");
    Objects.requireNonNull(reranking, "reranking");
    weights = List.copyOf(weights);
    if (weights.isEmpty() || weights.get(0).minRatings() != 0) {
      throw new IllegalArgumentException(
          "weights are %s, expected a first bucket from 0 ratings".formatted(weights));
    }
    for (int i = 1; i < weights.size(); i++) {
      if (weights.get(i).minRatings() <= weights.get(i - 1).minRatings()) {
        throw new IllegalArgumentException(
            "weights are %s, expected ascending minRatings".formatted(weights));
      }
    }
  }

  /** Whether the weights that were fitted for a snapshot count there. */
  boolean takesFitted(Snapshot snapshot) {
    return prefersFitted && snapshot.fittedWeights().isPresent();
  }

  /** The same for one snapshot, with the weights that count there. */
  RecommenderConfig inForce(Snapshot snapshot) {
    if (!takesFitted(snapshot)) {
      return this;
    }
    return withWeights(
        snapshot.fittedWeights().get().buckets().stream()
            .map(
                bucket -> new WeightBucket(bucket.minRatings(), HybridWeights.of(bucket.weights())))
            .toList());
  }

  /** The configured weights of a user with so many ratings. */
  public HybridWeights weightsFor(int ratingCount) {
    return weights.get(placeOf(ratingCount)).weights();
  }

  /** The bucket of a user with so many ratings. */
  HistoryBucket bucketFor(int ratingCount) {
    int place = placeOf(ratingCount);
    return new HistoryBucket(
        weights.get(place).minRatings(),
        place + 1 < weights.size()
            ? OptionalInt.of(weights.get(place + 1).minRatings() - 1)
            : OptionalInt.empty());
  }

  private int placeOf(int ratingCount) {
    int place = 0;
    while (place + 1 < weights.size() && weights.get(place + 1).minRatings() <= ratingCount) {
      place++;
    }
    return place;
  }

  /** The same with other weights, which count whatever was fitted for the snapshot. */
  public RecommenderConfig withWeights(List<WeightBucket> other) {
    return new RecommenderConfig(similarity, ratings, other, false, candidates, reranking);
  }

  /** The same with other candidate counts. */
  public RecommenderConfig withCandidates(CandidateCounts other) {
    return new RecommenderConfig(similarity, ratings, weights, prefersFitted, other, reranking);
  }

  /** The same with another meaning of stars. */
  public RecommenderConfig withRatings(RatingScale other) {
    return new RecommenderConfig(similarity, other, weights, prefersFitted, candidates, reranking);
  }

  /** The same with other re-ranking defaults. */
  public RecommenderConfig withReranking(RerankDefaults other) {
    return new RecommenderConfig(similarity, ratings, weights, prefersFitted, candidates, other);
  }
}
