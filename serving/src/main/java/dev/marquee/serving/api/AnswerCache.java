package dev.marquee.serving.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers of known users, as they were sent. A user's answers are forgotten together.
 *
 * <p>An answer that is being made while its user rates must not outlive the rating. Therefore a
 * request fetches its user's shelf before it reads the ratings, and whoever rates removes the shelf
 * after the rating is stored: what was read before that is put on a shelf that nobody looks at.
 */
public final class AnswerCache {
  private final Cache<Long, Map<RecommendationQuery, byte[]>> users;
  private final boolean keepsAnswers;
  private final int answersPerUser;
  private final AnswerFigures figures;

  AnswerCache(CacheConfig config, AnswerFigures figures) {
    users =
        Caffeine.newBuilder()
            .maximumSize(config.users())
            .expireAfterWrite(Duration.ofSeconds(config.seconds()))
            .build();
    keepsAnswers = config.users() > 0;
    answersPerUser = config.answersPerUser();
    this.figures = figures;
  }

  /** The answer to a query, made if it is not there. */
  byte[] get(long userId, RecommendationQuery query, Supplier<Answer> make) {
    if (!keepsAnswers) {
      figures.miss();
      return make.get().json();
    }
    Map<RecommendationQuery, byte[]> shelf = users.get(userId, user -> new ConcurrentHashMap<>());
    byte[] known = shelf.get(query);
    if (known != null) {
      figures.hit();
      return known;
    }
    figures.miss();
    Answer made = make.get();
    if (made.isLasting() && shelf.size() < answersPerUser) {
      shelf.put(query, made.json());
    }
    return made.json();
  }

  /** Forgets the answers of a user. Call it when what they were made from has changed. */
  public void forget(long userId) {
    users.invalidate(userId);
  }

  /**
   * An answer that was made.
   *
   * @param json as it is sent
   * @param isLasting whether the next request may get it as well
   */
  record Answer(byte[] json, boolean isLasting) {}
}
