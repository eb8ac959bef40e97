package dev.marquee.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** The folders under {@code snapshots}. */
final class SnapshotFolders {
  private final Path root;
  private final Configuration hadoop;

  SnapshotFolders(Path root, Configuration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
  }

  /** Where the parts of a snapshot lie, whether it exists or not. */
  SnapshotDirectory directory(String id) {
    return new SnapshotDirectory(id, new Path(root, id));
  }

  /** Ids of all snapshots, newest first; folders with other names are left alone. */
  List<String> ids() {
    try {
      List<String> ids = new ArrayList<>();
      FileStatus[] found = fileSystem().listStatus(root);
      // A file lists itself.
      if (found.length == 1 && found[0].isFile() && found[0].getPath().depth() == root.depth()) {
        throw new UserError(root + " is a file, expected the folder of the snapshots");
      }
      Arrays.stream(found)
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .filter(SnapshotId::isValid)
          .forEach(ids::add);
      ids.sort(Collections.reverseOrder());
      return ids;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UserError(root + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Makes a snapshot's folder. */
  SnapshotDirectory create(String id) {
    SnapshotDirectory directory = directory(id);
    try {
      fileSystem().mkdirs(directory.directory());
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be created: %s; expected a warehouse that this user may write to"
              .formatted(directory.directory(), e.getMessage()),
          e);
    }
    return directory;
  }

  /** Whether the manifest exists. */
  boolean isComplete(String id) {
    return exists(directory(id).manifest());
  }

  /** Whether stages may still run in it, given that it is not complete. */
  boolean hasLedger(String id) {
    return exists(StagedSnapshot.ledger(directory(id)));
  }

  /** Size of all files in the folder. */
  long bytes(String id) {
    Path folder = directory(id).directory();
    try {
      return fileSystem().getContentSummary(folder).getLength();
    } catch (IOException e) {
      throw new UserError(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Removes a snapshot. The ledger goes first, then the manifest: a removal that is cut short
   * leaves a snapshot that is neither complete nor open for more stages, and the next run takes the
   * rest.
   */
  void remove(String id) {
    SnapshotDirectory directory = directory(id);
    try {
      FileSystem fileSystem = fileSystem();
      fileSystem.delete(StagedSnapshot.ledger(directory), false);
      fileSystem.delete(directory.manifest(), false);
      fileSystem.delete(directory.directory(), true);
    } catch (IOException e) {
      throw new UserError(directory.directory() + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /** Copies the folders of tables and models, not the files beside them. */
  void copyContent(SnapshotDirectory from, SnapshotDirectory to) {
    try {
      FileSystem fileSystem = fileSystem();
      for (FileStatus status : fileSystem.listStatus(from.directory())) {
        if (status.isDirectory()) {
          Path target = new Path(to.directory(), status.getPath().getName());
          FileUtil.copy(
              fileSystem, status.getPath(), fileSystem, target, false, fileSystem.getConf());
        }
      }
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be copied to %s: %s"
              .formatted(from.directory(), to.directory(), e.getMessage()),
          e);
    }
  }

  private boolean exists(Path path) {
    if (LocalFiles.isLocal(path)) {
      return Files.exists(LocalFiles.of(path));
    }
    try {
      return fileSystem().exists(path);
    } catch (IOException e) {
      throw new UserError(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Hadoop's, which keeps one object per scheme and authority. */
  private FileSystem fileSystem() throws IOException {
    return root.getFileSystem(hadoop);
  }
}
