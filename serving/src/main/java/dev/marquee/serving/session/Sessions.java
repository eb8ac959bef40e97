package dev.marquee.serving.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** All sessions, in memory: they end with the process, and their number is bounded. */
public final class Sessions {
  private static final int ID_BYTES = 16;

  private final SessionConfig config;
  private final Cache<String, Session> sessions;
  private final SecureRandom random = new SecureRandom();

  /** No sessions yet; time passes as the ticker says. */
  public Sessions(SessionConfig config, Ticker ticker) {
    this.config = config;
    sessions =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterAccess(Duration.ofMinutes(config.minutes()))
            .maximumSize(config.most())
            .build();
  }

  /** A new session without ratings. */
  public Session begin() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    Session session =
        new Session(
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), config.mostRatings());
    sessions.put(session.id(), session);
    return session;
  }

  /** A session, used just now; empty if there is none, or no longer. */
  public Optional<Session> find(String id) {
    return Optional.ofNullable(sessions.getIfPresent(id));
  }

  /** Forgets a session. */
  public void end(String id) {
    sessions.invalidate(id);
  }

  /** How long a session lives that nobody uses. */
  public Duration timeToLive() {
    return Duration.ofMinutes(config.minutes());
  }

  /** About how many there are. */
  public long count() {
    return sessions.estimatedSize();
  }
}
