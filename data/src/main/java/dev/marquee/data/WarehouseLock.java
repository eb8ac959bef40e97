package dev.marquee.data;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The right to write to a warehouse; one run has it at a time. A second run fails at once with the
 * name of the first, and never waits.
 *
 * <p>On the local file system the operating system keeps the lock and frees it when the process
 * ends in any way. Elsewhere the lock is a file that its holder renews every 30 seconds; one that
 * was not renewed for 5 minutes is taken over. That needs a file system that creates a file only if
 * it is absent, in one step, such as HDFS; on object stores without it the lock is best effort: two
 * runs that start in the same second may both get it, and the one that notices fails before it
 * publishes.
 */
public abstract class WarehouseLock implements AutoCloseable {
  private static final String NAME = ".lock";

  WarehouseLock() {}

  /**
   * Takes the lock of a warehouse.
   *
   * @throws UserError naming the holder if another run has it
   */
  static WarehouseLock take(Path warehouse, Configuration hadoop) {
    Path file = new Path(warehouse, NAME);
    return LocalFiles.isLocal(warehouse)
        ? LocalWarehouseLock.take(LocalFiles.of(file))
        : HeartbeatWarehouseLock.take(file, hadoop, HeartbeatWarehouseLock.DEFAULT_TIMES);
  }

  /**
   * Checks that the lock was not lost meanwhile.
   *
   * @throws UserError if another run has taken it over
   */
  public abstract void ensureHeld();

  /** Gives the lock back; a second call does nothing. */
  @Override
  public abstract void close();

  /** Host, process id and time of this process, for the message that a second run prints. */
  static String describeHolder() {
    return "process %d on %s since %s"
        .formatted(
            ProcessHandle.current().pid(),
            hostName(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  static UserError busy(Object file, String holder) {
    return new UserError(
        "another run writes to this warehouse (%s, lock %s): wait until it has ended"
            .formatted(holder.isBlank() ? "just started" : holder.strip(), file));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown host";
    }
  }
}
