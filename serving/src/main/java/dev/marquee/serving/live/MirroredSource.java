package dev.marquee.serving.live;

import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warehouse on another file system, whose snapshots are copied to the local disk and read. */
final class MirroredSource implements SnapshotSource {
  private static final Logger LOG = LoggerFactory.getLogger(MirroredSource.class);

  private final Path warehouse;
  private final Configuration hadoop;
  private final SnapshotMirror mirror;
  private final LocalSource copies;
  private boolean isOpen;

  MirroredSource(Path warehouse, SnapshotMirror mirror, Configuration hadoop) {
    this.warehouse = warehouse;
    this.hadoop = hadoop;
    this.mirror = mirror;
    this.copies = new LocalSource(mirror.copies(), hadoop);
  }

  @Override
  public Optional<SnapshotSource> kept() {
    return mirror.exists() ? Optional.of(copies) : Optional.empty();
  }

  @Override
  public Optional<String> pointed() {
    if (!isOpen) {
      mirror.open();
      isOpen = true;
    }
    return Unreachable.orResult(warehouse.toString(), () -> store().pointed());
  }

  @Override
  public Snapshot read(String id) {
    boolean wasHere = bring(id);
    try {
      return copies.read(id);
    } catch (UserError e) {
      discard(id);
      if (!wasHere) {
        throw e;
      }
      LOG.warn("the copy of snapshot {} is damaged and is made again: {}", id, e.getMessage());
      var unused = bring(id);
      return copies.read(id);
    }
  }

  @Override
  public boolean refresh(String id) {
    return Unreachable.orResult(
        warehouse.toString(),
        () -> {
          try {
            return mirror.copyWeights(store().directory(id));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void taken(String id) {
    mirror.keep(id);
  }

  /** Copies a snapshot unless it is here; returns whether it was. */
  private boolean bring(String id) {
    return Unreachable.orResult(
        warehouse.toString(),
        () -> {
          SnapshotStore store = store();
          Manifest manifest = store.manifest(id);
          SnapshotDirectory remote = store.directory(id);
          try {
            boolean wasHere = mirror.has(id);
            if (!wasHere) {
              LOG.info("copying snapshot {} from {}", id, warehouse);
              mirror.copy(remote, manifest);
              LOG.info("copied snapshot {}", id);
            }
            var unused = mirror.copyWeights(remote);
            return wasHere;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void discard(String id) {
    try {
      mirror.discard(id);
    } catch (IOException e) {
      throw new UserError("the copy of snapshot %s cannot be removed: %s".formatted(id, e), e);
    }
  }

  /** Made anew each time, for that fails while the file system cannot be reached. */
  private SnapshotStore store() {
    return new SnapshotStore(warehouse, hadoop);
  }
}
