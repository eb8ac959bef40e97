package dev.marquee.serving.api;

import dev.marquee.serving.events.EventStore;
import dev.marquee.serving.events.EventStoreUnavailableException;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.live.SnapshotHistory;
import dev.marquee.serving.live.SnapshotWatcher;
import dev.marquee.serving.session.Sessions;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What endpoints work with.
 *
 * @param snapshots the published snapshot
 * @param history the warehouse's snapshots
 * @param events ratings and events since
 * @param sessions visitors
 * @param stars the ratings that are allowed
 * @param alerts from where on operators are told that something is wrong
 */
public record Service(
    SnapshotWatcher<ServedSnapshot> snapshots,
    SnapshotHistory history,
    EventStore events,
    Sessions sessions,
    StarRange stars,
    AlertConfig alerts) {

  /**
   * The snapshot to answer a request from; ask once.
   *
   * @throws ProblemException if there is none yet
   */
  ServedSnapshot snapshot() {
    return snapshots
        .current()
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemKind.NOT_READY,
                    snapshots.state().waiting().orElse("the snapshot is being loaded")));
  }

  /**
   * Does what needs the event store.
   *
   * @throws ProblemException if the store is down
   */
  <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (EventStoreUnavailableException e) {
      throw ProblemException.of(
          ProblemKind.EVENT_STORE_DOWN, "nothing was stored; try again in a few seconds");
    }
  }

  /**
   * Changes what is known of a user; the user's next answer will know.
   *
   * @throws ProblemException if the store is down
   */
  <T> T change(long userId, Function<EventStore, T> work) {
    T result = stored(() -> work.apply(events));
    forget(userId);
    return result;
  }

  /** Forgets the answers of a user; call it after what they were made from has changed. */
  void forget(long userId) {
    snapshots.current().ifPresent(served -> served.answers().forget(userId));
  }

  /**
   * Refuses a rating that is not allowed.
   *
   * @throws ProblemException naming the field
   */
  void checkStars(String field, double given) {
    if (!stars.allows(given)) {
      throw ProblemException.invalid(ProblemKind.INVALID_BODY, field, given, stars.expected());
    }
  }

  /**
   * The catalogue's row of a movie.
   *
   * @throws ProblemException if it has none of this id
   */
  static int row(ServedSnapshot served, String field, long movieId) {
    int row = served.movies().rowOf(movieId);
    if (row < 0) {
      throw ProblemException.of(
          ProblemKind.NOT_FOUND,
          field,
          "movie %d is not in snapshot %s".formatted(movieId, served.snapshot().id()));
    }
    return row;
  }
}
