package dev.marquee.serving.app;

import dev.marquee.serving.api.AnswerFigures;
import dev.marquee.serving.api.Service;
import dev.marquee.serving.observe.RequestMetrics;
import java.time.Duration;
import java.time.Instant;

/** The figures of the service beside those of requests. */
final class ServiceFigures {
  private ServiceFigures() {}

  static void register(RequestMetrics metrics, Service service, AnswerFigures answers) {
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
    metrics.counter("marquee.cache.hits", "Answers that were there", answers, AnswerFigures::hits);
    metrics.counter(
        "marquee.cache.misses", "Answers that were made", answers, AnswerFigures::misses);
    metrics.gauge(
        "marquee.cache.tastes",
        "Users of whom is kept what their lists are made from",
        service.snapshots(),
        snapshots -> snapshots.current().map(each -> each.recommender().tastesKept()).orElse(0));
    metrics.counter(
        "marquee.fallbacks",
        "Lists that were made of popular movies, for want of ratings",
        answers,
        AnswerFigures::fallbacks);
  }
}
