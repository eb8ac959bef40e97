package dev.marquee.jobs.config;

import dev.marquee.data.EventStoreUrl;
import dev.marquee.data.UserError;
import dev.marquee.data.config.Secret;
import java.util.Optional;

/** Keys under {@code events}; see {@code conf/local.conf}. */
public record EventsConfig(String url, String user, @Secret String password) {
  /** Refuses URLs of other databases, and those that hold a password. */
  public EventsConfig {
    if (!url.isEmpty()) {
      try {
        EventStoreUrl.parse(url);
      } catch (UserError e) {
        throw new IllegalArgumentException("url: " + e.getMessage(), e);
      }
    }
  }

  /** Where the event store lies; empty if there is none. */
  public Optional<EventStoreUrl> store() {
    return url.isEmpty() ? Optional.empty() : Optional.of(EventStoreUrl.parse(url));
  }

  /** Without the password, and without the URL's options. */
  @Override
  public String toString() {
    return "EventsConfig[url=%s, user=%s]"
        .formatted(store().map(EventStoreUrl::toString).orElse(""), user);
  }
}
