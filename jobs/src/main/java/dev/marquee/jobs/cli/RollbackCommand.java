package dev.marquee.jobs.cli;

import dev.marquee.data.SnapshotStore;
import dev.marquee.data.WarehouseLock;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import dev.marquee.jobs.publish.Rollback;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Switches readers to another snapshot. */
@Command(
    name = "rollback",
    description = "Checks the files of a complete snapshot and makes it the published one.")
final class RollbackCommand implements Runnable {
  @Mixin private ConfigOptions options;

  @Parameters(paramLabel = "ID", description = "A snapshot's id, as 'snapshots' lists it.")
  private String id;

  @Override
  public void run() {
    RunSettings settings = options.load();
    SparkSession spark = SparkSessions.create("rollback");
    SnapshotStore store =
        new SnapshotStore(
            new Path(settings.config().warehouse()), spark.sessionState().newHadoopConf());
    try (WarehouseLock lock = store.lock()) {
      lock.ensureHeld();
      new Rollback(store, spark).to(id, Console.standard());
    }
    System.out.println("published: " + id);
  }
}
