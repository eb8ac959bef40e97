package dev.marquee.data;

import java.nio.file.Paths;
import org.apache.hadoop.fs.Path;

/**
 * Which of Hadoop's paths {@code java.nio} can read. Starting Hadoop's file systems costs a fresh
 * process longer than reading a small snapshot, so what only reads {@code file:} does without.
 */
public final class LocalFiles {
  private LocalFiles() {}

  /**
   * Whether a path says of itself that it is local: its scheme is {@code file}. A path without
   * scheme may be on any file system; Hadoop's configuration tells.
   */
  public static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  /** The same place for {@code java.nio}; only for paths of the local file system. */
  public static java.nio.file.Path of(Path path) {
    return Paths.get(path.toUri().getPath());
  }
}
