package dev.marquee.serving.live;

import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Where a watcher's snapshots come from. Used by one thread at a time. */
interface SnapshotSource {

  /**
   * The source of a warehouse. Asks the store nothing yet.
   *
   * @throws UserError if the warehouse is no path
   */
  static SnapshotSource of(WatchConfig config, Configuration hadoop) {
    Path warehouse = config.folder();
    return config.isLocal()
        ? new LocalSource(new SnapshotStore(warehouse, hadoop), hadoop)
        : new MirroredSource(
            warehouse, new SnapshotMirror(config.mirror(), warehouse.toString(), hadoop), hadoop);
  }

  /**
   * What {@code CURRENT} holds, unchecked; cheap.
   *
   * @throws Unreachable if it cannot be read
   */
  Optional<String> pointed();

  /**
   * Reads a snapshot into memory, whole and checked.
   *
   * @throws Unreachable if the store failed on the way
   * @throws UserError naming what is wrong with the snapshot
   */
  Snapshot read(String id);

  /** What was in force when the last process ended, where that needs no store. */
  default Optional<SnapshotSource> kept() {
    return Optional.empty();
  }

  /** Notes that a snapshot has come into force; a source without copies has nothing to note. */
  default void taken(String id) {}

  /**
   * Brings what may change in a published snapshot up to date where it was copied.
   *
   * @return whether something in it had changed, so that it must be read again
   * @throws Unreachable if the store failed on the way
   */
  default boolean refresh(String id) {
    return false;
  }
}
