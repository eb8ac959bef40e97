package dev.marquee.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The snapshots of a warehouse: {@code snapshots/<id>/...} and the pointer {@code CURRENT}, which
 * holds the id of the snapshot that readers see. A snapshot is staged until its manifest exists.
 * Reading needs nothing; whoever writes holds {@link #lock()}.
 */
public final class SnapshotStore {
  private final Path warehouse;
  private final Configuration hadoop;
  private final SnapshotFolders folders;
  private final AtomicFile pointer;
  private volatile WarehouseLock lock;

  /**
   * A store over a warehouse, which need not exist yet.
   *
   * @param warehouse local path, {@code hdfs://}, {@code s3a://}; with {@code file:} written out,
   *     reading starts none of Hadoop's file systems
   * @param hadoop the configuration of the file system
   * @throws UserError if the file system is unknown or cannot be reached
   */
  public SnapshotStore(Path warehouse, Configuration hadoop) {
    this.hadoop = hadoop;
    this.warehouse = LocalFiles.isLocal(warehouse) ? warehouse : qualified(warehouse, hadoop);
    this.folders = new SnapshotFolders(new Path(this.warehouse, "snapshots"), hadoop);
    this.pointer = AtomicFile.of(new Path(this.warehouse, "CURRENT"), hadoop);
  }

  private static Path qualified(Path warehouse, Configuration hadoop) {
    try {
      return warehouse.getFileSystem(hadoop).makeQualified(warehouse);
    } catch (IOException e) {
      throw new UserError(
          "warehouse %s cannot be opened: %s; expected a local path, hdfs:// or s3a://"
              .formatted(warehouse, e.getMessage()),
          e);
    }
  }

  /** The warehouse's folder, with its scheme. */
  public Path warehouse() {
    return warehouse;
  }

  /** Where the parts of a snapshot lie, whether it exists or not. */
  public SnapshotDirectory directory(String id) {
    return folders.directory(id);
  }

  /**
   * What {@code CURRENT} holds, unchecked; empty if there is none. Costs the reading of one small
   * file, so that a reader may ask every few seconds.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Optional<String> pointed() {
    return pointer.read().map(content -> new String(content, StandardCharsets.UTF_8).strip());
  }

  /**
   * The id of the snapshot that readers see; empty before the first was published.
   *
   * @throws UserError if {@code CURRENT} is empty or names no complete snapshot
   */
  public Optional<String> currentId() {
    Optional<String> id = pointed();
    id.ifPresent(
        found -> {
          if (!SnapshotId.isValid(found) || !folders.isComplete(found)) {
            throw new UserError(
                "%s holds '%s', expected the id of a complete snapshot%s"
                    .formatted(pointer.path(), abbreviate(found), remedy()));
          }
        });
    return id;
  }

  /**
   * The snapshot that readers see; empty before the first was published.
   *
   * @throws UserError if {@code CURRENT} is empty or names no complete snapshot
   */
  public Optional<SnapshotDirectory> current() {
    return currentId().map(folders::directory);
  }

  /**
   * All snapshots, newest first. Works with a broken {@code CURRENT} as well, so that one can see
   * where to go back to; then none is {@link SnapshotState#CURRENT}.
   */
  public List<SnapshotSummary> list() {
    Optional<String> current = pointed();
    return folders.ids().stream().map(id -> summary(id, current)).toList();
  }

  /** The ids of the complete snapshots, newest first. */
  public List<String> completeIds() {
    return folders.ids().stream().filter(folders::isComplete).toList();
  }

  /** Begins a new snapshot with an id that sorts after all others. */
  public StagedSnapshot stage() {
    ensureLock();
    String id = SnapshotId.after(Instant.now(), folders.ids().stream().findFirst());
    SnapshotDirectory directory = folders.create(id);
    StagedSnapshot staged = new StagedSnapshot(directory, hadoop);
    staged.begin();
    return staged;
  }

  /**
   * Begins a new snapshot with the tables, models and ledger of a complete one, so that single
   * stages can be run again in it; the complete one stays as it is. Costs a copy of its files.
   *
   * @throws UserError if there is no complete snapshot of this id
   */
  public StagedSnapshot stageFrom(String id) {
    requireComplete(id);
    StagedSnapshot base = new StagedSnapshot(folders.directory(id), hadoop);
    List<Manifest.InputFile> inputs = base.inputs();
    List<StageRecord> records = base.records();
    StagedSnapshot staged = stage();
    folders.copyContent(base.directory(), staged.directory());
    staged.begin(inputs, records);
    return staged;
  }

  /** The newest staged snapshot, to run a stage again in it. */
  public Optional<StagedSnapshot> openStaged() {
    return folders.ids().stream()
        .filter(id -> !folders.isComplete(id) && folders.hasLedger(id))
        .findFirst()
        .map(id -> new StagedSnapshot(folders.directory(id), hadoop));
  }

  /** Declares a staged snapshot complete by writing its manifest in one step. */
  public void complete(StagedSnapshot staged, Manifest manifest) {
    if (!manifest.id().equals(staged.id())) {
      throw new IllegalArgumentException(
          "manifest of " + manifest.id() + " for snapshot " + staged.id());
    }
    ensureLock();
    AtomicFile.of(staged.directory().manifest(), hadoop).replace(Json.write(manifest));
  }

  /**
   * Makes a complete snapshot the one that readers see, by one atomic replacement of {@code
   * CURRENT}.
   *
   * @throws UserError if there is no complete snapshot of this id or its manifest is corrupt
   */
  public void switchTo(String id) {
    manifest(id);
    ensureLock();
    pointer.replace((id + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Removes complete snapshots except the newest ones and the current one.
   *
   * @param keep how many of the newest complete snapshots stay, at least 1
   * @return the ids that were removed, newest first
   */
  public List<String> prune(int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep is " + keep + ", expected at least 1");
    }
    ensureLock();
    Optional<String> current = currentId();
    List<String> removed =
        folders.ids().stream()
            .filter(folders::isComplete)
            .skip(keep)
            .filter(id -> !current.equals(Optional.of(id)))
            .toList();
    removed.forEach(folders::remove);
    return removed;
  }

  /** Removes staged snapshots that an interrupted run left, and what is left of removed ones. */
  public void removeStaged() {
    ensureLock();
    folders.ids().stream().filter(id -> !folders.isComplete(id)).forEach(folders::remove);
  }

  /**
   * The manifest of a complete snapshot.
   *
   * @throws UserError if there is no such snapshot, it is not complete or its manifest is corrupt
   */
  public Manifest manifest(String id) {
    requireComplete(id);
    Path path = folders.directory(id).manifest();
    byte[] json =
        AtomicFile.of(path, hadoop)
            .read()
            .orElseThrow(() -> new UserError(path + " was removed while it was read"));
    Manifest manifest = Json.read(json, Manifest.class, path);
    if (!manifest.id().equals(id)) {
      throw new UserError("%s is of snapshot '%s', expected %s".formatted(path, manifest.id(), id));
    }
    return manifest;
  }

  /**
   * Takes the right to write. From then on this store refuses to write once the lock is lost.
   *
   * @throws UserError naming the holder, at once, if another run writes to this warehouse
   */
  public WarehouseLock lock() {
    WarehouseLock taken = WarehouseLock.take(warehouse, hadoop);
    lock = taken;
    return taken;
  }

  private void ensureLock() {
    if (lock != null) {
      lock.ensureHeld();
    }
  }

  private void requireComplete(String id) {
    if (!SnapshotId.isValid(id) || !folders.isComplete(id)) {
      throw new UserError(
          "%s has no complete snapshot '%s'%s".formatted(warehouse, abbreviate(id), known()));
    }
  }

  private SnapshotSummary summary(String id, Optional<String> current) {
    Instant created = SnapshotId.createdAt(id);
    try {
      if (!folders.isComplete(id)) {
        return new SnapshotSummary(
            id, created, SnapshotState.STAGED, stagedRows(id), folders.bytes(id));
      }
      Manifest manifest = manifest(id);
      SnapshotState state =
          current.equals(Optional.of(id)) ? SnapshotState.CURRENT : SnapshotState.COMPLETE;
      return new SnapshotSummary(id, created, state, manifest.rows(), manifest.bytes());
    } catch (UserError e) {
      return new SnapshotSummary(id, created, SnapshotState.DAMAGED, 0, folders.bytes(id));
    }
  }

  private long stagedRows(String id) {
    if (!folders.hasLedger(id)) {
      return 0;
    }
    return new StagedSnapshot(folders.directory(id), hadoop)
        .records().stream()
            .flatMap(record -> record.rows().values().stream())
            .mapToLong(Long::longValue)
            .sum();
  }

  private String remedy() {
    return folders.ids().stream()
        .filter(folders::isComplete)
        .findFirst()
        .map(id -> "; 'rollback " + id + "' switches to the newest")
        .orElse("; there is none, run nightly");
  }

  private String known() {
    List<String> complete = folders.ids().stream().filter(folders::isComplete).toList();
    return complete.isEmpty() ? "; it has none yet" : ", expected one of " + complete;
  }

  private static String abbreviate(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
