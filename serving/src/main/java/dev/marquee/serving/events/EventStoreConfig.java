package dev.marquee.serving.events;

import dev.marquee.data.config.Check;
import dev.marquee.data.config.Secret;

/**
 * How the event store is reached.
 *
 * @param url {@code jdbc:sqlite:PATH} or {@code jdbc:postgresql://HOST[:PORT]/DATABASE[?OPTIONS]}
 * @param user the database's user; SQLite has none
 * @param password the user's password; SQLite has none
 * @param connections how many requests may use the store at once, at least 1
 * @param timeoutMillis longest that a request waits for the store, in milliseconds, at least 250
 */
public record EventStoreConfig(
    String url, String user, @Secret String password, int connections, int timeoutMillis) {
  private static final int SHORTEST_TIMEOUT = 250;

  /** Refuses stores without a connection, and timeouts that a healthy database may miss. */
  public EventStoreConfig {
    Check.atLeast("connections", connections, 1);
    Check.atLeast("timeoutMillis", timeoutMillis, SHORTEST_TIMEOUT);
  }

  /** Without the password, and without the URL's options, which may hold secrets as well. */
  @Override
  public String toString() {
    return "EventStoreConfig[url=%s, user=%s, connections=%d, timeoutMillis=%d]"
        .formatted(url.replaceFirst("\\?.*", ""), user, connections, timeoutMillis);
  }
}
