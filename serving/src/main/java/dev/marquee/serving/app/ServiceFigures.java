package dev.marquee.serving.app;

import dev.marquee.serving.api.CacheFigures;
import dev.marquee.serving.api.Service;
import dev.marquee.serving.observe.RequestMetrics;
import java.time.Duration;
import java.time.Instant;

/** The figures of the service beside those of requests. */
final class ServiceFigures {
  private ServiceFigures() {}

  static void register(RequestMetrics metrics, Service service, CacheFigures cache) {
    metrics.gauge(
        "marquee.snapshot.loaded",
        "1 if there is a snapshot to answer from",
        service.snapshots(),
        snapshots -> snapshots.current().isPresent() ? 1 : 0);
    metrics.gauge(
        "marquee.snapshot.age.seconds",
        "Age of the snapshot that answers come from",
        service.snapshots(),
        snapshots ->
            snapshots
                .state()
                .publishedAt()
                .map(at -> (double) Duration.between(at, Instant.now()).toSeconds())
                .orElse(Double.NaN));
    metrics.counter(
        "marquee.snapshot.loads",
        "Snapshots that were loaded",
        service.snapshots(),
        snapshots -> snapshots.state().loads());
    metrics.counter(
        "marquee.snapshot.refusals",
        "Snapshots that could not be loaded",
        service.snapshots(),
        snapshots -> snapshots.state().refusals());
    metrics.gauge(
        "marquee.events.up",
        "1 if the event store is up",
        service.events(),
        events -> events.state().up() ? 1 : 0);
    metrics.gauge(
        "marquee.sessions", "Sessions in memory", service.sessions(), each -> each.count());
    metrics.counter("marquee.cache.hits", "Answers that were there", cache, CacheFigures::hits);
    metrics.counter("marquee.cache.misses", "Answers that were made", cache, CacheFigures::misses);
  }
}
