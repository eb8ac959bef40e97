package dev.marquee.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The snapshots of a warehouse: {@code snapshots/<id>/...} and the pointer {@code CURRENT}, which
 * holds the id of the snapshot that readers see. A snapshot is staged until its manifest exists.
 * Reading needs nothing; whoever writes holds {@link #lock()}.
 */
public final class SnapshotStore {
  private final Path warehouse;
  private final Configuration hadoop;
  private final FileSystem fileSystem;
  private final AtomicFile pointer;
  private volatile WarehouseLock lock;

  /**
   * A store over a warehouse, which need not exist yet.
   *
   * @param warehouse local path, {@code hdfs://}, {@code s3a://}
   * @param hadoop the configuration of the file system
   * @throws UserError if the file system is unknown or cannot be reached
   */
  public SnapshotStore(Path warehouse, Configuration hadoop) {
    this.hadoop = hadoop;
    try {
      this.fileSystem = warehouse.getFileSystem(hadoop);
    } catch (IOException e) {
      throw new UserError(
          "warehouse %s cannot be opened: %s; expected a local path, hdfs:// or s3a://"
              .formatted(warehouse, e.getMessage()),
          e);
    }
    this.warehouse = fileSystem.makeQualified(warehouse);
    this.pointer = AtomicFile.of(new Path(this.warehouse, "CURRENT"), hadoop);
  }

  /** The warehouse's folder, with its scheme. */
  public Path warehouse() {
    return warehouse;
  }

  /** Where the parts of a snapshot lie, whether it exists or not. */
  public SnapshotDirectory directory(String id) {
    return new SnapshotDirectory(id, new Path(snapshots(), id));
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
          if (!SnapshotId.isValid(found) || !isComplete(found)) {
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
    return currentId().map(this::directory);
  }

  /**
   * All snapshots, newest first. Works with a broken {@code CURRENT} as well, so that one can see
   * where to go back to; then none is {@link SnapshotState#CURRENT}.
   */
  public List<SnapshotSummary> list() {
    Optional<String> current = pointed();
    return ids().stream().map(id -> summary(id, current)).toList();
  }

  /** Begins a new snapshot with an id that sorts after all others. */
  public StagedSnapshot stage() {
    ensureLock();
    String id = SnapshotId.after(Instant.now(), ids().stream().findFirst());
    SnapshotDirectory directory = directory(id);
    try {
      fileSystem.mkdirs(directory.directory());
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be created: %s; expected a warehouse that this user may write to"
              .formatted(directory.directory(), e.getMessage()),
          e);
    }
    StagedSnapshot staged = new StagedSnapshot(directory, hadoop);
    staged.begin();
    return staged;
  }

  /** The newest staged snapshot, to run a stage again in it. */
  public Optional<StagedSnapshot> openStaged() {
    return ids().stream()
        .filter(id -> !isComplete(id) && exists(StagedSnapshot.ledger(directory(id))))
        .findFirst()
        .map(id -> new StagedSnapshot(directory(id), hadoop));
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
   * @throws UserError if there is no complete snapshot of this id
   */
  public void switchTo(String id) {
    requireComplete(id);
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
        ids().stream()
            .filter(this::isComplete)
            .skip(keep)
            .filter(id -> !current.equals(Optional.of(id)))
            .toList();
    removed.forEach(this::remove);
    return removed;
  }

  /** Removes staged snapshots that an interrupted run left, and what is left of removed ones. */
  public void removeStaged() {
    ensureLock();
    ids().stream().filter(id -> !isComplete(id)).forEach(this::remove);
  }

  /**
   * The manifest of a complete snapshot.
   *
   * @throws UserError if there is no such snapshot, it is not complete or its manifest is corrupt
   */
  public Manifest manifest(String id) {
    requireComplete(id);
    Path path = directory(id).manifest();
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
    if (!SnapshotId.isValid(id) || !isComplete(id)) {
      throw new UserError(
          "%s has no complete snapshot '%s'%s".formatted(warehouse, abbreviate(id), known()));
    }
  }

  private Optional<String> pointed() {
    return pointer.read().map(content -> new String(content, StandardCharsets.UTF_8).strip());
  }

  private SnapshotSummary summary(String id, Optional<String> current) {
    Instant created = SnapshotId.createdAt(id);
    if (!isComplete(id)) {
      return new SnapshotSummary(id, created, SnapshotState.STAGED, stagedRows(id), bytes(id));
    }
    try {
      Manifest manifest = manifest(id);
      SnapshotState state =
          current.equals(Optional.of(id)) ? SnapshotState.CURRENT : SnapshotState.COMPLETE;
      return new SnapshotSummary(id, created, state, manifest.rows(), manifest.bytes());
    } catch (UserError e) {
      return new SnapshotSummary(id, created, SnapshotState.DAMAGED, 0, bytes(id));
    }
  }

  private long stagedRows(String id) {
    if (!exists(StagedSnapshot.ledger(directory(id)))) {
      return 0;
    }
    return new StagedSnapshot(directory(id), hadoop)
        .records().stream()
            .flatMap(record -> record.rows().values().stream())
            .mapToLong(Long::longValue)
            .sum();
  }

  private long bytes(String id) {
    try {
      return fileSystem.getContentSummary(directory(id).directory()).getLength();
    } catch (IOException e) {
      throw new UncheckedIOException(directory(id).directory() + " cannot be read", e);
    }
  }

  /** Ids of all folders under {@code snapshots}, newest first. */
  private List<String> ids() {
    try {
      List<String> ids = new ArrayList<>();
      Arrays.stream(fileSystem.listStatus(snapshots()))
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .filter(SnapshotId::isValid)
          .forEach(ids::add);
      ids.sort(Collections.reverseOrder());
      return ids;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UserError(snapshots() + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /**
   * The ledger goes first, then the manifest: a removal that is cut short leaves a snapshot that is
   * neither complete nor open for more stages, and the next {@link #removeStaged} takes the rest.
   */
  private void remove(String id) {
    SnapshotDirectory directory = directory(id);
    try {
      fileSystem.delete(StagedSnapshot.ledger(directory), false);
      fileSystem.delete(directory.manifest(), false);
      fileSystem.delete(directory.directory(), true);
    } catch (IOException e) {
      throw new UserError(directory.directory() + " cannot be removed: " + e.getMessage(), e);
    }
  }

  private boolean isComplete(String id) {
    return exists(directory(id).manifest());
  }

  private boolean exists(Path path) {
    try {
      return fileSystem.exists(path);
    } catch (IOException e) {
      throw new UserError(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Path snapshots() {
    return new Path(warehouse, "snapshots");
  }

  private String remedy() {
    return ids().stream()
        .filter(this::isComplete)
        .findFirst()
        .map(id -> "; 'rollback " + id + "' switches to the newest")
        .orElse("; there is none, run nightly");
  }

  private String known() {
    List<String> complete = ids().stream().filter(this::isComplete).toList();
    return complete.isEmpty() ? "; it has none yet" : ", expected one of " + complete;
  }

  private static String abbreviate(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
