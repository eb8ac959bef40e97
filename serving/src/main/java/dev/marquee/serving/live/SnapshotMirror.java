package dev.marquee.serving.live;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.LocalFiles;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Local copies of a remote warehouse's snapshots, in a folder that is itself a warehouse: {@code
 * snapshots/<id>} and a {@code CURRENT} that names what was in force last. It holds the tables that
 * the service reads, the manifest and the fitted weights. A copy is made under a temporary name and
 * renamed once it is whole.
 */
final class SnapshotMirror {
  /** Names the warehouse, so that no folder of another is served, or emptied, by mistake. */
  private static final String ORIGIN = "MIRROR_OF";

  private static final String TEMPORARY = ".copying-";

  private final Path folder;
  private final Path snapshots;
  private final String origin;
  private final Configuration hadoop;
  private final SnapshotStore copies;

  SnapshotMirror(Path folder, String origin, Configuration hadoop) {
    this.folder = folder.toAbsolutePath().normalize();
    this.snapshots = this.folder.resolve("snapshots");
    this.origin = origin;
    this.hadoop = hadoop;
    this.copies = new SnapshotStore(new org.apache.hadoop.fs.Path(this.folder.toUri()), hadoop);
  }

  /** The folder as a warehouse. */
  SnapshotStore copies() {
    return copies;
  }

  /** Whether there is a folder and it mirrors this warehouse. */
  boolean exists() {
    try {
      return Files.readString(folder.resolve(ORIGIN)).strip().equals(origin);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UserError(folder + " cannot be read: " + e, e);
    }
  }

  /**
   * Makes the folder if need be, and removes what an interrupted copy left.
   *
   * @throws UserError if it holds anything but a mirror of this warehouse
   */
  void open() {
    try {
      Files.createDirectories(folder);
      if (!exists()) {
        try (Stream<Path> content = Files.list(folder)) {
          if (content.findAny().isPresent()) {
            throw new UserError(
                "%s holds other files, expected an empty folder or a mirror of %s"
                    .formatted(folder, origin));
          }
        }
        Files.writeString(folder.resolve(ORIGIN), origin + "\n");
      }
      Files.createDirectories(snapshots);
      try (Stream<Path> content = Files.list(snapshots)) {
        for (Path path : content.toList()) {
          if (path.getFileName().toString().startsWith(TEMPORARY)) {
            remove(path);
          }
        }
      }
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be written: %s; expected a folder for copies of %s"
              .formatted(folder, e, origin),
          e);
    }
  }

  /** Whether there is a whole copy of a snapshot. */
  boolean has(String id) {
    return Files.exists(LocalFiles.of(copies.directory(id).manifest()));
  }

  /**
   * Copies a snapshot, checking every file against the manifest on the way.
   *
   * @throws UserError if a file is missing or differs
   * @throws IOException if the store or the disk failed; nothing is left
   */
  void copy(SnapshotDirectory remote, Manifest manifest) throws IOException {
    Path temporary = snapshots.resolve(TEMPORARY + remote.id());
    try {
      FileSystem fileSystem = remote.directory().getFileSystem(hadoop);
      for (Manifest.FileEntry entry : LocalSource.files(manifest)) {
        FileCopy.verified(
            fileSystem,
            new org.apache.hadoop.fs.Path(remote.directory(), entry.path()),
            temporary.resolve(entry.path()),
            entry);
      }
      try (InputStream in = fileSystem.open(remote.manifest())) {
        FileCopy.synced(in, temporary.resolve(remote.manifest().getName()));
      }
      // What is there has lost its manifest: the rest of a removal that was cut short.
      remove(snapshots.resolve(remote.id()));
      Files.move(temporary, snapshots.resolve(remote.id()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(temporary);
    }
  }

  /**
   * Copies the fitted weights, which may come or change after publishing, to a snapshot that is
   * here.
   *
   * @return whether they had changed
   */
  boolean copyWeights(SnapshotDirectory remote) throws IOException {
    org.apache.hadoop.fs.Path source = FittedWeights.file(remote);
    Path target = LocalFiles.of(FittedWeights.file(copies.directory(remote.id())));
    Optional<byte[]> theirs = Optional.empty();
    try (InputStream in = source.getFileSystem(hadoop).open(source)) {
      theirs = Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      // The snapshot has none.
    }
    Optional<byte[]> ours =
        Files.exists(target) ? Optional.of(Files.readAllBytes(target)) : Optional.empty();
    if (theirs.isEmpty()) {
      return Files.deleteIfExists(target);
    }
    if (ours.isPresent() && Arrays.equals(ours.get(), theirs.get())) {
      return false;
    }
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(TEMPORARY + target.getFileName());
    Files.write(temporary, theirs.get());
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /** Forgets a copy that cannot be read. */
  void discard(String id) throws IOException {
    remove(snapshots.resolve(id));
  }

  /** Notes what is in force and removes all other copies but the newest. */
  void keep(String id) {
    copies.switchTo(id);
    var unused = copies.prune(1);
  }

  private static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
