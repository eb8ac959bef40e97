package dev.marquee.serving.api;

import dev.marquee.data.UserError;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.live.SnapshotHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operators look at to see how snapshots come out, night after night. */
final class InsightEndpoints {
  private static final String GROUP = "Operation";
  private static final int MOST = 100;
  private static final int MOST_MOVIES = 1000;
  private static final Parameter<Integer> SNAPSHOTS =
      Parameters.integer("n", 1, MOST, 20, "How many snapshots.");
  private static final Parameter<Integer> MOVIES =
      Parameters.integer("n", 1, MOST_MOVIES, 10, "How many movies of each kind.");

  private final Service service;

  InsightEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/snapshots")
            .documented(GROUP, "The warehouse's snapshots with rows, timings and metrics.")
            .takes(SNAPSHOTS)
            .answers(200, SnapshotsAnswer.class)
            .does(this::snapshots),
        Endpoint.get("/v1/alerts")
            .documented(GROUP, "From where on the operator's page says that something is wrong.")
            .answers(200, AlertsAnswer.class)
            .does(request -> Reply.json(new AlertsAnswer(request.id(), service.alerts()))),
        Endpoint.get("/v1/exposure")
            .documented(GROUP, "How the nightly lists spread over the catalogue.")
            .takes(MOVIES)
            .answers(200, ExposureAnswer.class)
            .does(this::exposure));
  }

  private Reply snapshots(Request request) {
    Optional<String> current = service.snapshots().current().map(served -> served.snapshot().id());
    List<SnapshotsAnswer.PastSnapshot> snapshots = new ArrayList<>();
    List<SnapshotsAnswer.Unreadable> unreadable = new ArrayList<>();
    for (SnapshotHistory.Entry entry : history(request.get(SNAPSHOTS))) {
      entry
          .manifest()
          .ifPresent(
              manifest ->
                  snapshots.add(
                      SnapshotsAnswer.PastSnapshot.of(
                          manifest, current.equals(Optional.of(entry.id())), entry.weights())));
      entry
          .fault()
          .ifPresent(
              fault ->
                  unreadable.add(
                      new SnapshotsAnswer.Unreadable(entry.id(), fault.file(), fault.reason())));
    }
    return Reply.json(new SnapshotsAnswer(request.id(), snapshots, unreadable));
  }

  private List<SnapshotHistory.Entry> history(int count) {
    try {
      return service.history().newest(count);
    } catch (UserError e) {
      throw ProblemException.of(ProblemKind.NOT_READY, e.getMessage());
    }
  }

  private Reply exposure(Request request) {
    ServedSnapshot served = service.snapshot();
    return Reply.json(
        Exposure.of(served.snapshot()).answer(request.id(), served.answer(), request.get(MOVIES)));
  }
}
