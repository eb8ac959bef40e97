package dev.marquee.jobs.publish;

import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StageRecord;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.Console;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a staged snapshot the one that readers see. Whoever publishes holds {@link
 * SnapshotStore#lock()}. A run that is killed at any moment leaves {@code CURRENT} at the old or at
 * the new snapshot, both complete.
 */
public final class Publisher {
  private final SnapshotStore store;
  private final SparkSession spark;

  /** A publisher to a warehouse. */
  public Publisher(SnapshotStore store, SparkSession spark) {
    this.store = store;
    this.spark = spark;
  }

  /**
   * Checks the snapshot, writes its manifest, switches {@code CURRENT} to it and removes snapshots
   * beyond those to keep.
   *
   * @param staged the snapshot, with the records of all its stages
   * @param run what the manifest says about the run
   * @param keep complete snapshots that stay, this one included
   * @param console where progress is printed
   * @return the id of the published snapshot
   * @throws ChecksFailed naming the failed checks, with {@code CURRENT} as it was
   */
  public String publish(StagedSnapshot staged, RunDescription run, int keep, Console console) {
    SnapshotChecks.Report report =
        step("check " + staged.id(), console, () -> new SnapshotChecks(spark).run(staged));
    if (!report.failures().isEmpty()) {
      throw new ChecksFailed(staged.id(), report.failures());
    }
    Manifest manifest =
        step("checksums of " + staged.id(), console, () -> manifest(staged, run, report.rows()));
    store.complete(staged, manifest);
    console.line("publish: %s is complete", staged.id());
    store.switchTo(staged.id());
    console.line("publish: CURRENT is %s", staged.id());
    List<String> removed = store.prune(keep);
    if (!removed.isEmpty()) {
      console.line("publish: removed %s", String.join(", ", removed));
    }
    return staged.id();
  }

  private Manifest manifest(StagedSnapshot staged, RunDescription run, Map<String, Long> rows) {
    SnapshotDirectory directory = staged.directory();
    SnapshotFiles files = new SnapshotFiles(directory, spark.sessionState().newHadoopConf());
    Map<String, List<Path>> models = files.models();
    // One pass over all files; the entries are dealt out to tables and models by their path.
    List<Path> all = new ArrayList<>();
    Tables.ALL.forEach(table -> all.addAll(files.table(table)));
    models.values().forEach(all::addAll);
    Map<String, Manifest.FileEntry> entries =
        new FileChecksums(spark)
            .of(directory, all).stream()
                .collect(Collectors.toMap(Manifest.FileEntry::path, entry -> entry));
    Map<String, Manifest.TableEntry> tables = new TreeMap<>();
    for (Table table : Tables.ALL) {
      tables.put(
          table.name(),
          new Manifest.TableEntry(
              table.columns(),
              rows.get(table.name()),
              entries(files, files.table(table), entries)));
    }
    Map<String, List<Manifest.FileEntry>> modelEntries = new TreeMap<>();
    models.forEach((name, paths) -> modelEntries.put(name, entries(files, paths, entries)));
    Map<String, Map<String, Double>> metrics = new TreeMap<>();
    List<Manifest.StageEntry> stages = new ArrayList<>();
    for (StageRecord record : staged.records()) {
      metrics.put(record.stage(), record.metrics());
      stages.add(new Manifest.StageEntry(record.stage(), record.startedAt(), record.seconds()));
    }
    return new Manifest(
        staged.id(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        run.codeVersion(),
        run.inputs(),
        run.configuration(),
        tables,
        modelEntries,
        metrics,
        stages);
  }

  private static List<Manifest.FileEntry> entries(
      SnapshotFiles files, List<Path> paths, Map<String, Manifest.FileEntry> entries) {
    return paths.stream().map(path -> entries.get(files.relative(path))).toList();
  }

  private <T> T step(String description, Console console, Supplier<T> work) {
    console.line("publish: %s", description);
    spark.sparkContext().setJobDescription("publish: " + description);
    try {
      return work.get();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }
}
