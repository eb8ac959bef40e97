package dev.marquee.serving.live;

import dev.marquee.data.SnapshotId;
import dev.marquee.data.UserError;
import dev.marquee.serving.live.WatchState.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watcher's state and the log of its changes: a fault is logged when it begins, not at every
 * look. Changed by one thread at a time, read by any.
 */
final class Standing {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWatcher.class);
  private static final int LONGEST_ID = 60;

  private final WatchConfig config;
  private String warned = "";
  private volatile WatchState state;

  Standing(WatchConfig config) {
    this.config = config;
    this.state = WatchState.waitingFor("warehouse " + config.warehouse() + " is being opened");
  }

  WatchState state() {
    return state;
  }

  void loading(String id) {
    state = state.waiting("snapshot " + abbreviated(id) + " is being loaded");
  }

  void taken(String id) {
    warned = "";
    state = state.taken(id, SnapshotId.createdAt(id), Instant.now());
  }

  /** Returns the reason. */
  String refused(String named, Throwable fault) {
    String id = abbreviated(named);
    String reason = Reasons.of(fault);
    state =
        state
            .refused(new Refusal(id, reason, Instant.now()))
            .waiting(Reasons.onlyRefused(config.warehouse(), id, reason));
    if (!warned.equals(id)) {
      warned = id;
      LOG.warn("snapshot {} is refused: {}", id, reason, unexpected(fault));
    }
    return reason;
  }

  /** CURRENT names what is in force. */
  void nothingRefused() {
    warned = "";
    state = state.withoutRefusal();
  }

  /** There is no CURRENT, and none was in force. */
  void nothingPublished() {
    reachable();
    nothingRefused();
    state = state.waiting(Reasons.nothingPublished(config.warehouse()));
  }

  void unreachable(Throwable fault) {
    String reason =
        Reasons.of(fault)
            + state.snapshotId().map(id -> "; snapshot " + id + " stays in force").orElse("");
    if (state.unreachable().isEmpty()) {
      LOG.warn("{}; asked again every {}", reason, config.pollInterval(), unexpected(fault));
    }
    state = state.unreachable(Optional.of(reason)).waiting(reason);
  }

  void reachable() {
    if (state.unreachable().isPresent()) {
      LOG.info("warehouse {} is followed again", config.warehouse());
      state = state.unreachable(Optional.empty());
    }
  }

  /** The fault if its stack trace tells more than its message. */
  private static Throwable unexpected(Throwable fault) {
    return fault instanceof UserError || fault instanceof Unreachable ? null : fault;
  }

  private static String abbreviated(String id) {
    return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "...";
  }
}
