package dev.marquee.data;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of the list of snapshots.
 *
 * @param id the snapshot's id
 * @param created when it was begun
 * @param state how far it is
 * @param rows rows of all tables together
 * @param bytes size of all files together
 */
public record SnapshotSummary(
    String id, Instant created, SnapshotState state, long rows, long bytes) {
  /** Refuses missing parts and negative sizes. */
  public SnapshotSummary {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(state, "state");
    if (rows < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "snapshot " + id + " has " + rows + " rows and " + bytes + " bytes, expected 0 or more");
    }
  }
}
