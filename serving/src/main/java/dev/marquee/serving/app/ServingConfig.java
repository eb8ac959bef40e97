package dev.marquee.serving.app;

import dev.marquee.data.config.LayeredConfig;
import dev.marquee.serving.api.AlertConfig;
import dev.marquee.serving.api.CacheConfig;
import dev.marquee.serving.api.StarRange;
import dev.marquee.serving.events.EventStoreConfig;
import dev.marquee.serving.guard.GuardConfig;
import dev.marquee.serving.observe.LogConfig;
import dev.marquee.serving.recommend.RecommenderConfig;
import dev.marquee.serving.session.SessionConfig;

/**
 * All configuration of the service. The defaults and the meaning of every key stand in {@code
 * conf/serving.conf}, which is packed into the jar.
 *
 * @param warehouse where snapshots are published
 */
public record ServingConfig(
    String warehouse,
    ServerConfig server,
    SnapshotConfig snapshot,
    EventStoreConfig events,
    SessionConfig sessions,
    CacheConfig cache,
    StarRange stars,
    LogConfig log,
    AlertConfig alerts,
    GuardConfig security,
    RecommenderConfig ranking) {

  /** The layers that it is made of. */
  public static final LayeredConfig<ServingConfig> LAYERS =
      new LayeredConfig<>(ServingConfig.class, "conf/serving.conf", "MARQUEE_SERVING_");
}
