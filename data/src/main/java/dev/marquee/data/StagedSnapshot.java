package dev.marquee.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A snapshot that is being built, with the ledger {@code staging.json} of the stages that have
 * finished in it. The ledger knows from which run of an earlier stage every table was made, so that
 * a table that no longer fits the others is noticed before it is published. One writer at a time:
 * hold {@link SnapshotStore#lock()}.
 */
public final class StagedSnapshot {
  private static final String LEDGER = "staging.json";

  private final SnapshotDirectory directory;
  private final AtomicFile ledger;

  StagedSnapshot(SnapshotDirectory directory, Configuration hadoop) {
    this.directory = directory;
    this.ledger = AtomicFile.of(ledger(directory), hadoop);
  }

  /** The ledger's file; a snapshot that is being removed has lost it first. */
  static Path ledger(SnapshotDirectory directory) {
    return new Path(directory.directory(), LEDGER);
  }

  /** Begins an empty ledger. */
  void begin() {
    begin(List.of(), List.of());
  }

  /** Begins a ledger with what is already known. */
  void begin(List<Manifest.InputFile> inputs, List<StageRecord> stages) {
    ledger.replace(Json.write(new Ledger(inputs, stages)));
  }

  /** The snapshot's id. */
  public String id() {
    return directory.id();
  }

  /** Where its tables and models lie. */
  public SnapshotDirectory directory() {
    return directory;
  }

  /**
   * Says that a stage is about to replace its tables: its earlier record is dropped, so that a run
   * that dies half-way leaves tables without a writer and not the appearance of finished ones.
   */
  public void starting(String stage) {
    List<StageRecord> kept = without(stage);
    if (kept.size() < records().size()) {
      ledger.replace(Json.write(new Ledger(inputs(), kept)));
    }
  }

  /** Adds the record of a finished stage in place of its earlier one, in one atomic write. */
  public void record(StageRecord record) {
    List<StageRecord> records = without(record.stage());
    records.add(record);
    ledger.replace(Json.write(new Ledger(inputs(), records)));
  }

  /** Notes the files that the tables were ingested from, for the manifest. */
  public void recordInputs(List<Manifest.InputFile> inputs) {
    ledger.replace(Json.write(new Ledger(inputs, records())));
  }

  /**
   * The files that the tables were ingested from.
   *
   * @throws UserError if the ledger is missing or corrupt
   */
  public List<Manifest.InputFile> inputs() {
    return readLedger().inputs();
  }

  /**
   * The latest record of every finished stage, in the order in which they finished.
   *
   * @throws UserError if the ledger is missing or corrupt
   */
  public List<StageRecord> records() {
    return readLedger().stages();
  }

  private Ledger readLedger() {
    byte[] json =
        ledger
            .read()
            .orElseThrow(
                () ->
                    new UserError(
                        ledger.path() + " is missing, expected the ledger of a staged snapshot"));
    return Json.read(json, Ledger.class, ledger.path());
  }

  /** The run id of the stage run that wrote the table, empty if none finished. */
  public Optional<String> writerRun(Table table) {
    return new Staleness(records()).writer(table.name()).map(StageRecord::runId);
  }

  /**
   * The {@code inputs} of a stage record: each table to the run that wrote it.
   *
   * @throws UserError naming the first table that no stage has written
   */
  public Map<String, String> writerRuns(List<Table> tables) {
    Staleness staleness = new Staleness(records());
    Map<String, String> runs = new TreeMap<>();
    for (Table table : tables) {
      StageRecord writer =
          staleness
              .writer(table.name())
              .orElseThrow(
                  () ->
                      new UserError(
                          "table %s is missing from staged snapshot %s: run the stage that writes"
                                  .formatted(table, id())
                              + " it first"));
      runs.put(table.name(), writer.runId());
    }
    return runs;
  }

  /** Names of the tables that were made from a table that has been replaced since. */
  public List<String> staleTables() {
    return List.copyOf(stale().keySet());
  }

  /**
   * Stale table to one line that says what to run, such as {@code similar_movies was made from an
   * earlier movie_tfidf: run similar again}, in the order of the pipeline.
   */
  public Map<String, String> stale() {
    return new Staleness(records()).reasons();
  }

  private List<StageRecord> without(String stage) {
    List<StageRecord> kept = new ArrayList<>(records());
    kept.removeIf(record -> record.stage().equals(stage));
    return kept;
  }

  @Override
  public String toString() {
    return id();
  }

  /** The ledger's JSON. */
  private record Ledger(List<Manifest.InputFile> inputs, List<StageRecord> stages) {
    Ledger {
      inputs = List.copyOf(Objects.requireNonNull(inputs, "inputs"));
      stages = List.copyOf(Objects.requireNonNull(stages, "stages"));
    }
  }
}
