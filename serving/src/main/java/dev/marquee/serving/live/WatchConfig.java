package dev.marquee.serving.live;

import dev.marquee.data.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a {@link SnapshotWatcher} follows.
 *
 * @param warehouse a local folder or {@code file:} URI, or the URI of a folder on any other Hadoop
 *     file system, such as {@code hdfs://} and {@code s3a://}
 * @param mirror local folder that published snapshots of other file systems are copied to; it
 *     belongs to this service alone and must be empty, absent or the mirror of this warehouse
 * @param pollInterval time between two looks at {@code CURRENT}
 */
public record WatchConfig(String warehouse, Path mirror, Duration pollInterval) {
  // Two letters at least, as Windows writes C:\ for its disks.
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  /** Refuses an empty warehouse and an interval that is not positive. */
  public WatchConfig {
    Objects.requireNonNull(mirror, "mirror");
    if (warehouse.isBlank()) {
      throw new UserError("warehouse is empty, expected a folder, hdfs:// or s3a://");
    }
    if (pollInterval.isZero() || pollInterval.isNegative()) {
      throw new UserError(
          "the interval of looking at CURRENT is %s, expected more than 0".formatted(pollInterval));
    }
  }

  /** Whether the warehouse is on the local disk and read where it lies. */
  boolean isLocal() {
    var scheme = SCHEME.matcher(warehouse);
    return !scheme.matches() || scheme.group(1).equalsIgnoreCase("file");
  }

  /** The warehouse as Hadoop names it; local ones so that none of its file systems is started. */
  org.apache.hadoop.fs.Path folder() {
    try {
      if (!isLocal()) {
        return new org.apache.hadoop.fs.Path(warehouse);
      }
      Path local =
          SCHEME.matcher(warehouse).matches()
              ? Path.of(URI.create(warehouse).getPath())
              : Path.of(warehouse);
      return new org.apache.hadoop.fs.Path(local.toAbsolutePath().normalize().toUri());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UserError(
          "warehouse '%s' is no path: %s; expected a folder, hdfs:// or s3a://"
              .formatted(warehouse, e.getMessage()),
          e);
    }
  }
}
