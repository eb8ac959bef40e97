package dev.marquee.jobs.publish;

import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotStore;
import dev.marquee.jobs.pipeline.Console;
import org.apache.spark.sql.SparkSession;

/**
 * Switches readers to another complete snapshot. Whoever rolls back holds {@link
 * SnapshotStore#lock()}.
 */
public final class Rollback {
  private final SnapshotStore store;
  private final SparkSession spark;

  /** Rollback in a warehouse. */
  public Rollback(SnapshotStore store, SparkSession spark) {
    this.store = store;
    this.spark = spark;
  }

  /**
   * Checks every file of the snapshot against its manifest, then switches {@code CURRENT} to it.
   *
   * @throws dev.marquee.data.UserError if there is no such complete snapshot, or naming its first
   *     file that is missing or differs; {@code CURRENT} stays as it was
   */
  public void to(String id, Console console) {
    Manifest manifest = store.manifest(id);
    console.line("rollback: verify %d files of %s", manifest.files().size(), id);
    new FileChecksums(spark).verify(store.directory(id), manifest);
    store.switchTo(id);
    console.line("rollback: CURRENT is %s", id);
  }
}
