package dev.marquee.serving.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.data.SnapshotId;
import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.recommend.Recommender;
import dev.marquee.serving.recommend.RecommenderConfig;
import dev.marquee.serving.recommend.Taste;
import dev.marquee.serving.recommend.UserKind;
import dev.marquee.serving.search.MovieSearch;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * All that requests are answered from. A request takes one at its start and asks nothing else, so
 * that an answer never mixes two snapshots; the answers that were made from it go with it.
 *
 * @param snapshot the tables
 * @param recommender ranks its movies
 * @param search finds its movies
 * @param json writes its lists
 * @param answers made from it
 * @param figures counts how answers come about
 * @param publishedAt when it was made
 */
public record ServedSnapshot(
    Snapshot snapshot,
    Recommender recommender,
    MovieSearch search,
    ListJson json,
    AnswerCache answers,
    AnswerFigures figures,
    Instant publishedAt) {

  /** More would only take each other's turns: every list would come as late as the last. */
  private static final Semaphore TURNS =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** Makes all that a snapshot's requests need. */
  public static ServedSnapshot of(
      Snapshot snapshot, RecommenderConfig ranking, CacheConfig cache, AnswerFigures figures) {
    Instant publishedAt = SnapshotId.createdAt(snapshot.id());
    CompletableFuture<MovieSearch> search =
        CompletableFuture.supplyAsync(
            () -> MovieSearch.of(snapshot.movies(), snapshot.popularity()));
    return new ServedSnapshot(
        snapshot,
        new Recommender(snapshot, ranking, tastes(cache)),
        search.join(),
        new ListJson(snapshot.movies(), snapshot.id(), publishedAt),
        new AnswerCache(cache, figures),
        figures,
        publishedAt);
  }

  private static Optional<Map<Integer, Taste>> tastes(CacheConfig cache) {
    return cache.tastes() == 0
        ? Optional.empty()
        : Optional.of(
            Caffeine.newBuilder().maximumSize(cache.tastes()).<Integer, Taste>build().asMap());
  }

  /** The list that a request asks for; as many at a time as there are cores, first come first. */
  Recommendations recommend(RecommendationRequest request) {
    TURNS.acquireUninterruptibly();
    try {
      Recommendations list = recommender.recommend(request);
      if (list.userKind() == UserKind.COLD_START) {
        figures.fallback();
      }
      return list;
    } finally {
      TURNS.release();
    }
  }

  /**
   * Makes a list that nobody waits for, when no request waits either; what it is made from stays.
   */
  void makeAhead(RecommendationRequest request) throws InterruptedException {
    while (TURNS.hasQueuedThreads()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    TURNS.acquire();
    try {
      var unused = recommender.recommend(request);
    } finally {
      TURNS.release();
    }
  }

  /** The catalogue. */
  public Movies movies() {
    return snapshot.movies();
  }

  /** Id and age, as answers carry them. */
  SnapshotAnswer answer() {
    return new SnapshotAnswer(snapshot.id(), publishedAt, SnapshotAnswer.ageSeconds(publishedAt));
  }
}
