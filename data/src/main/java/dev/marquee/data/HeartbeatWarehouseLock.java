package dev.marquee.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;

/** The lock on file systems without locks: a file that its holder renews. */
final class HeartbeatWarehouseLock extends WarehouseLock {
  /** See {@link WarehouseLock}. */
  static final Times DEFAULT_TIMES =
      new Times(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(2));

  private final Path file;
  private final FileSystem fileSystem;
  private final byte[] text;
  private final ScheduledExecutorService heartbeat;
  private final Runnable shutdownHook = this::close;
  private volatile boolean closed;

  /**
   * How the lock is timed.
   *
   * @param renewal time between two renewals
   * @param expiry age after which the lock of a run that died is taken over; far above the renewal
   *     and the difference of two machines' clocks
   * @param settling after a take-over, the time in which a rival's take-over would show
   */
  record Times(Duration renewal, Duration expiry, Duration settling) {}

  private HeartbeatWarehouseLock(Path file, FileSystem fileSystem) {
    this.file = file;
    this.fileSystem = fileSystem;
    // The random second line tells this lock from a later one.
    this.text =
        (describeHolder() + "\n" + UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8);
    this.heartbeat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "warehouse-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  static WarehouseLock take(Path file, Configuration hadoop, Times times) {
    HeartbeatWarehouseLock lock = null;
    boolean taken = false;
    try {
      FileSystem fileSystem = file.getFileSystem(hadoop);
      fileSystem.mkdirs(file.getParent());
      lock = new HeartbeatWarehouseLock(file, fileSystem);
      lock.acquire(times);
      taken = true;
      return lock;
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be written: %s; expected a warehouse that this user may write to"
              .formatted(file, e.getMessage()),
          e);
    } finally {
      if (lock != null && !taken) {
        lock.heartbeat.shutdownNow();
      }
    }
  }

  private void acquire(Times times) throws IOException {
    if (!create()) {
      Optional<byte[]> other = read();
      String holder = new String(other.orElse(new byte[0]), StandardCharsets.UTF_8);
      Optional<Instant> renewed = renewedAt();
      if (renewed.isPresent() && renewed.get().plus(times.expiry()).isAfter(Instant.now())) {
        throw busy(
            file,
            holder.lines().findFirst().orElse("")
                + ", alive at "
                + renewed.get().truncatedTo(ChronoUnit.SECONDS)
                + ", taken over "
                + times.expiry().toSeconds()
                + " s after its last sign of life");
      }
      fileSystem.delete(file, false);
      if (!create()) {
        throw busy(file, "just started");
      }
      settle(times.settling());
    }
    long period = times.renewal().toMillis();
    var unused =
        heartbeat.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    // Ctrl-C and SIGTERM give the lock back; only a killed process lets it expire.
    ShutdownHookManager.get().addShutdownHook(shutdownHook, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
  }

  /** Two runs that take over at once both delete and create; the file names the one that won. */
  private void settle(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isOurs()) {
      throw busy(file, "just started");
    }
  }

  private boolean create() throws IOException {
    try (FSDataOutputStream out = fileSystem.create(file, false)) {
      out.write(text);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      // HDFS reports a file that another client is creating with its own exceptions.
      if (fileSystem.exists(file)) {
        return false;
      }
      throw e;
    }
  }

  private void renew() {
    try {
      if (closed || !isOurs()) {
        return;
      }
      if (AtomicFile.Replacement.of(fileSystem.getScheme()) == AtomicFile.Replacement.PUT) {
        // Object stores have no modification time to set.
        try (FSDataOutputStream out = fileSystem.create(file, true)) {
          out.write(text);
        }
      } else {
        fileSystem.setTimes(file, System.currentTimeMillis(), -1);
      }
    } catch (IOException | RuntimeException e) {
      // The next renewal tries again; ensureHeld reports a lock that was lost.
    }
  }

  private boolean isOurs() throws IOException {
    return read().filter(found -> Arrays.equals(found, text)).isPresent();
  }

  private Optional<byte[]> read() throws IOException {
    try (FSDataInputStream in = fileSystem.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> renewedAt() throws IOException {
    try {
      return Optional.of(
          Instant.ofEpochMilli(fileSystem.getFileStatus(file).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void ensureHeld() {
    try {
      if (closed || !isOurs()) {
        throw new UserError(
            "the lock %s was lost to another run; nothing more is written".formatted(file));
      }
    } catch (IOException e) {
      throw new UserError("the lock %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    heartbeat.shutdownNow();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(shutdownHook);
    }
    try {
      if (isOurs()) {
        fileSystem.delete(file, false);
      }
    } catch (IOException e) {
      throw new UserError("the lock %s cannot be removed: %s".formatted(file, e.getMessage()), e);
    }
  }
}
