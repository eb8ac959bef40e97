package dev.marquee.serving.live;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link SnapshotWatcher} stands, at one moment.
 *
 * @param snapshotId the snapshot in force
 * @param publishedAt when the snapshot in force was begun, which its id tells
 * @param loadedAt when the snapshot in force came into force here
 * @param refused what {@code CURRENT} names and was not taken; empty again once another was taken
 * @param unreachable why {@code CURRENT} cannot be followed at the moment, so that the snapshot in
 *     force may be old; tried again at every look
 * @param waiting why none is in force yet and what to do about it; empty once one is
 * @param loads how many snapshots have come into force here
 * @param refusals how many attempts to load one were refused
 */
public record WatchState(
    Optional<String> snapshotId,
    Optional<Instant> publishedAt,
    Optional<Instant> loadedAt,
    Optional<Refusal> refused,
    Optional<String> unreachable,
    Optional<String> waiting,
    long loads,
    long refusals) {

  /**
   * A snapshot that was not taken.
   *
   * @param id what {@code CURRENT} held
   * @param reason one line for people: what is wrong with it, and where
   * @param at when it was tried last
   */
  public record Refusal(String id, String reason, Instant at) {
    /** Refuses missing parts. */
    public Refusal {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(at, "at");
    }
  }

  /** Nothing is in force. */
  static WatchState waitingFor(String reason) {
    return new WatchState(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(reason),
        0,
        0);
  }

  /** Another snapshot has come into force; what was wrong before no longer counts. */
  WatchState taken(String id, Instant publishedAt, Instant now) {
    return new WatchState(
        Optional.of(id),
        Optional.of(publishedAt),
        Optional.of(now),
        Optional.empty(),
        unreachable,
        Optional.empty(),
        loads + 1,
        refusals);
  }

  /** What CURRENT names was refused. */
  WatchState refused(Refusal refusal) {
    return new WatchState(
        snapshotId,
        publishedAt,
        loadedAt,
        Optional.of(refusal),
        unreachable,
        waiting,
        loads,
        refusals + 1);
  }

  /** Why CURRENT cannot be followed, or that it can be. */
  WatchState unreachable(Optional<String> reason) {
    return new WatchState(
        snapshotId, publishedAt, loadedAt, refused, reason, waiting, loads, refusals);
  }

  /** CURRENT no longer names what was refused. */
  WatchState withoutRefusal() {
    return new WatchState(
        snapshotId, publishedAt, loadedAt, Optional.empty(), unreachable, waiting, loads, refusals);
  }

  /** Why nothing is in force yet; nothing changes if something is. */
  WatchState waiting(String reason) {
    return new WatchState(
        snapshotId,
        publishedAt,
        loadedAt,
        refused,
        unreachable,
        snapshotId.isPresent() ? Optional.empty() : Optional.of(reason),
        loads,
        refusals);
  }
}
