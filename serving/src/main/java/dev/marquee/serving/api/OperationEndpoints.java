package dev.marquee.serving.api;

import dev.marquee.data.UserError;
import dev.marquee.serving.events.EventStoreState;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.http.Scope;
import dev.marquee.serving.live.WatchState;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Health, the snapshot in force, metrics and reloading. */
final class OperationEndpoints {
  private static final String GROUP = "Operation";

  private final Service service;
  private final Supplier<String> metrics;

  OperationEndpoints(Service service, Supplier<String> metrics) {
    this.service = service;
    this.metrics = metrics;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/health/live")
            .documented(GROUP, "Whether the process runs.")
            .needs(Scope.PUBLIC)
            .answers(200, HealthAnswer.class)
            .does(request -> Reply.json(new HealthAnswer("live", Optional.empty(), List.of()))),
        Endpoint.get("/health/ready")
            .documented(GROUP, "Whether the service has a snapshot to answer from.")
            .needs(Scope.PUBLIC)
            .answers(200, HealthAnswer.class)
            .answers(503, HealthAnswer.class)
            .does(request -> ready()),
        Endpoint.get("/metrics")
            .documented(GROUP, "Figures for Prometheus.")
            .answers(200, String.class)
            .does(request -> Reply.text("text/plain; version=0.0.4; charset=utf-8", metrics.get())),
        Endpoint.get("/v1/snapshot")
            .documented(GROUP, "The snapshot that answers come from.")
            .answers(200, SnapshotStateAnswer.class)
            .does(request -> Reply.json(state(request))),
        Endpoint.post("/admin/reload")
            .documented(GROUP, "Loads the published snapshot now, with weights fitted since.")
            .needs(Scope.ADMIN)
            .answers(200, SnapshotStateAnswer.class)
            .does(this::reload));
  }

  private Reply ready() {
    WatchState state = service.snapshots().state();
    EventStoreState events = service.events().state();
    List<String> reasons = new ArrayList<>();
    state.waiting().ifPresent(reasons::add);
    state
        .refused()
        .ifPresent(
            refusal ->
                reasons.add(
                    "snapshot %s was refused: %s".formatted(refusal.id(), refusal.reason())));
    // Before the first snapshot it is what is waited for, and said above.
    state.unreachable().filter(reason -> state.snapshotId().isPresent()).ifPresent(reasons::add);
    if (!events.up()) {
      reasons.add(
          "the event store is down since %s: %s"
              .formatted(events.since(), events.failure().orElse("no reason known")));
    }
    boolean isReady = service.snapshots().current().isPresent();
    String status = !isReady ? "not-ready" : reasons.isEmpty() ? "ready" : "degraded";
    return Reply.json(
        isReady ? 200 : ProblemKind.NOT_READY.status(),
        new HealthAnswer(status, state.snapshotId(), reasons));
  }

  private Reply reload(Request request) {
    try {
      service.snapshots().reload();
    } catch (UserError e) {
      throw ProblemException.of(ProblemKind.NOT_READY, e.getMessage());
    }
    return Reply.json(state(request));
  }

  private SnapshotStateAnswer state(Request request) {
    WatchState state = service.snapshots().state();
    Optional<ServedSnapshot> served = service.snapshots().current();
    Optional<Snapshot> snapshot = served.map(ServedSnapshot::snapshot);
    return new SnapshotStateAnswer(
        request.id(),
        state.snapshotId(),
        state.publishedAt(),
        state
            .publishedAt()
            .map(at -> OptionalLong.of(SnapshotAnswer.ageSeconds(at)))
            .orElse(OptionalLong.empty()),
        state.loadedAt(),
        snapshot.map(each -> OptionalInt.of(each.movies().size())).orElse(OptionalInt.empty()),
        snapshot
            .map(each -> OptionalInt.of(each.histories().userIds().size()))
            .orElse(OptionalInt.empty()),
        snapshot
            .map(each -> OptionalDouble.of(Rounded.of(each.bytesPerMovie())))
            .orElse(OptionalDouble.empty()),
        snapshot
            .map(each -> OptionalDouble.of(Rounded.of(each.bytesPerUser())))
            .orElse(OptionalDouble.empty()),
        served.map(each -> each.recommender().hasFittedWeights()).orElse(false),
        served.map(SnapshotStateAnswer.BucketWeights::inForce).orElse(List.of()),
        state
            .refused()
            .map(
                each -> new SnapshotStateAnswer.RefusedAnswer(each.id(), each.reason(), each.at())),
        state.unreachable(),
        state.waiting());
  }
}
