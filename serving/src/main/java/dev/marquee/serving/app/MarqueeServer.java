package dev.marquee.serving.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.marquee.serving.api.AnswerFigures;
import dev.marquee.serving.api.Api;
import dev.marquee.serving.api.ServedSnapshot;
import dev.marquee.serving.api.Service;
import dev.marquee.serving.api.TasteWarmUp;
import dev.marquee.serving.events.EventStore;
import dev.marquee.serving.guard.Guard;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Json;
import dev.marquee.serving.http.Routes;
import dev.marquee.serving.live.SnapshotHistory;
import dev.marquee.serving.live.SnapshotWatcher;
import dev.marquee.serving.observe.RequestLog;
import dev.marquee.serving.observe.RequestMetrics;
import dev.marquee.serving.session.Sessions;
import dev.marquee.serving.web.StaticFiles;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.util.List;
import java.util.Optional;

/** The running service: everything that it consists of, from start to stop. */
public final class MarqueeServer implements AutoCloseable {
  private final TasteWarmUp warmUp;
  private final SnapshotWatcher<ServedSnapshot> snapshots;
  private final EventStore events;
  private final RequestMetrics metrics;
  private final List<Endpoint> endpoints;
  private final Javalin javalin;

  private MarqueeServer(ServingConfig config) {
    Guard guard = Guard.of(config.security(), config.server().host(), config.server().port());
    AnswerFigures answers = new AnswerFigures();
    warmUp = new TasteWarmUp(config.cache());
    snapshots =
        new SnapshotWatcher<>(
            config.snapshot().watching(config.warehouse()),
            snapshot -> ServedSnapshot.of(snapshot, config.ranking(), config.cache(), answers),
            warmUp::turnTo);
    // All else beside the first load, which takes longest.
    snapshots.start();
    metrics = new RequestMetrics();
    events = open(config);
    Sessions sessions = new Sessions(config.sessions(), Ticker.systemTicker());
    SnapshotHistory history = new SnapshotHistory(config.snapshot().watching(config.warehouse()));
    Service service =
        new Service(snapshots, history, events, sessions, config.stars(), config.alerts());
    endpoints = Api.endpoints(service, metrics::scrape, version(), guard.needsKeys());
    ServiceFigures.register(metrics, service, answers);
    javalin = Javalin.create(javalinConfig -> configure(javalinConfig, config, guard));
  }

  /**
   * Starts the service; it listens when this returns, and answers once it has a snapshot.
   *
   * @throws dev.marquee.data.UserError if the configuration cannot be used
   */
  public static MarqueeServer start(ServingConfig config) {
    MarqueeServer server = new MarqueeServer(config);
    try {
      server.javalin.start();
      // Not before: the start is not to be slower for it.
      server.warmUp.start();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw ListenFailure.of(config.server(), e);
    }
  }

  /** The port that the service listens on. */
  public int port() {
    return javalin.port();
  }

  /** Every route that the service knows. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** Follows the published snapshot. */
  public SnapshotWatcher<ServedSnapshot> snapshots() {
    return snapshots;
  }

  /** Takes no more requests, lets those under way end, and closes all. */
  @Override
  public void close() {
    javalin.stop();
    snapshots.close();
    warmUp.close();
    events.close();
    metrics.close();
  }

  private EventStore open(ServingConfig config) {
    try {
      return EventStore.open(config.events());
    } catch (RuntimeException e) {
      snapshots.close();
      throw e;
    }
  }

  private void configure(JavalinConfig javalinConfig, ServingConfig config, Guard guard) {
    RequestLog log = new RequestLog(config.log());
    javalinConfig.showJavalinBanner = false;
    javalinConfig.startupWatcherEnabled = false;
    javalinConfig.jsonMapper(new JavalinJackson(Json.MAPPER, false));
    javalinConfig.http.prefer405over404 = true;
    javalinConfig.requestLogger.http(
        (context, milliseconds) -> {
          metrics.record(context, milliseconds);
          log.record(context, milliseconds);
        });
    guard.configure(javalinConfig);
    // Javalin tries one route after the other: those that are asked for most come first.
    new Routes(config.server().mostBodyBytes(), guard.gates()).register(javalinConfig, endpoints);
    new StaticFiles().register(javalinConfig);
  }

  private static String version() {
    return Optional.ofNullable(MarqueeServer.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
