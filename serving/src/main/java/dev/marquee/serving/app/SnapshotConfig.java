package dev.marquee.serving.app;

import dev.marquee.data.config.Check;
import dev.marquee.serving.live.WatchConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the published snapshot is followed.
 *
 * @param pollSeconds between two looks at what is published
 * @param mirror local folder for snapshots of a warehouse on another file system
 */
public record SnapshotConfig(int pollSeconds, String mirror) {

  /** Refuses what is out of range. */
  public SnapshotConfig {
    Check.atLeast("pollSeconds", pollSeconds, 1);
  }

  WatchConfig watching(String warehouse) {
    return new WatchConfig(warehouse, Path.of(mirror), Duration.ofSeconds(pollSeconds));
  }
}
