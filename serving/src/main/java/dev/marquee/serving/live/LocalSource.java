package dev.marquee.serving.live;

import dev.marquee.data.LocalFiles;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** A warehouse on the local disk, read where it lies and without Hadoop's file systems. */
final class LocalSource implements SnapshotSource {
  private static final Set<String> TABLES =
      SnapshotReader.TABLES.stream().map(Table::name).collect(Collectors.toSet());

  private final SnapshotStore store;
  private final Configuration hadoop;

  LocalSource(SnapshotStore store, Configuration hadoop) {
    this.store = store;
    this.hadoop = hadoop;
  }

  @Override
  public Optional<String> pointed() {
    return Unreachable.orResult(store.warehouse().toString(), store::pointed);
  }

  @Override
  public Snapshot read(String id) {
    SnapshotDirectory directory = store.directory(id);
    checkSizes(directory, store.manifest(id));
    return SnapshotReader.read(directory, hadoop);
  }

  /** The manifest's files of the tables that the service reads. */
  static List<Manifest.FileEntry> files(Manifest manifest) {
    return manifest.tables().entrySet().stream()
        .filter(table -> TABLES.contains(table.getKey()))
        .flatMap(table -> table.getValue().files().stream())
        .toList();
  }

  /**
   * Finds files that are missing or cut short at the cost of a look each. Hashing them as well
   * would find changed bytes, and so do the pages' own checksums while they are read anyway.
   */
  private static void checkSizes(SnapshotDirectory directory, Manifest manifest) {
    Path folder = LocalFiles.of(directory.directory());
    for (Manifest.FileEntry entry : files(manifest)) {
      Path file = folder.resolve(entry.path());
      try {
        long bytes = Files.exists(file) ? Files.size(file) : -1;
        if (bytes != entry.bytes()) {
          throw new UserError(
              "%s %s, expected %d bytes as in the manifest"
                  .formatted(
                      file, bytes < 0 ? "is missing" : "has " + bytes + " bytes", entry.bytes()));
        }
      } catch (IOException e) {
        throw new UserError(file + " cannot be read: " + e, e);
      }
    }
  }
}
