package dev.marquee.jobs.cli;

import dev.marquee.data.SnapshotStore;
import dev.marquee.data.SnapshotSummary;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the snapshots of a warehouse. */
@Command(name = "snapshots", description = "Lists the snapshots of the warehouse, newest first.")
final class SnapshotsCommand implements Runnable {
  @Mixin private ConfigOptions options;

  @Override
  public void run() {
    RunSettings settings = options.load();
    var hadoop = SparkSessions.create("snapshots").sessionState().newHadoopConf();
    List<SnapshotSummary> snapshots =
        new SnapshotStore(new Path(settings.config().warehouse()), hadoop).list();
    if (snapshots.isEmpty()) {
      System.out.println("no snapshot in " + settings.config().warehouse() + ": run nightly");
      return;
    }
    System.out.printf("%-28s %-21s %-9s %12s %14s%n", "id", "created", "state", "rows", "bytes");
    for (SnapshotSummary snapshot : snapshots) {
      System.out.printf(
          Locale.ROOT,
          "%-28s %-21s %-9s %,12d %,14d%n",
          snapshot.id(),
          snapshot.created(),
          snapshot.state().toString().toLowerCase(Locale.ROOT),
          snapshot.rows(),
          snapshot.bytes());
    }
  }
}
