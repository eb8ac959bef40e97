package dev.marquee.evaluation.run;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** A folder for input and warehouse of training runs, removed when closed. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final Configuration hadoop;

  private WorkFolder(Path path, Configuration hadoop) {
    this.path = path;
    this.hadoop = hadoop;
  }

  /**
   * Creates a new folder.
   *
   * @param parent on any file system that driver and executors share, or null for the system's
   *     folder of temporary files, which suits local runs
   * @throws UserError if it cannot be created
   */
  public static WorkFolder in(String parent, Configuration hadoop) {
    try {
      if (parent == null) {
        return new WorkFolder(
            new Path(Files.createTempDirectory("marquee-evaluation").toUri()), hadoop);
      }
      Path path = new Path(parent, "evaluation-" + UUID.randomUUID());
      if (!path.getFileSystem(hadoop).mkdirs(path)) {
        throw new UserError("work folder " + path + " cannot be created");
      }
      return new WorkFolder(path, hadoop);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("work folder " + parent + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** A folder inside; it may not exist yet. */
  Path resolve(String name) {
    return new Path(path, name);
  }

  /** The configuration of the file systems. */
  Configuration hadoop() {
    return hadoop;
  }

  /** Copies a file into a folder inside under a new name. */
  void copy(String source, Path target) {
    try {
      Path from = new Path(source);
      FileSystem fileSystem = target.getFileSystem(hadoop);
      fileSystem.mkdirs(target.getParent());
      FileUtil.copy(from.getFileSystem(hadoop), from, fileSystem, target, false, hadoop);
    } catch (IOException e) {
      throw new UserError(source + " cannot be copied to " + target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      path.getFileSystem(hadoop).delete(path, true);
    } catch (IOException e) {
      throw new UserError("work folder " + path + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
