package dev.marquee.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lock on the local file system, kept by the kernel. */
final class LocalWarehouseLock extends WarehouseLock {
  /**
   * Lock file to holder, for this process. POSIX drops all locks of a process on a file as soon as
   * the process closes any channel to that file, so a second attempt must not even open it.
   */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private LocalWarehouseLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  static WarehouseLock take(Path requested) {
    String holder = describeHolder();
    Path file;
    try {
      Files.createDirectories(requested.getParent());
      file = requested.getParent().toRealPath().resolve(requested.getFileName());
    } catch (IOException e) {
      throw unwritable(requested, e);
    }
    String heldHere = HELD_HERE.putIfAbsent(file, holder);
    if (heldHere != null) {
      throw busy(file, heldHere);
    }
    LocalWarehouseLock taken = null;
    try {
      taken = open(file, holder);
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      if (taken == null) {
        HELD_HERE.remove(file);
      }
    }
    return taken;
  }

  private static LocalWarehouseLock open(Path file, String holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = tryLock(channel);
      if (lock == null) {
        throw busy(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
      write(channel, holder + "\n");
      return new LocalWarehouseLock(file, channel, lock);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process has it.
      return null;
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(true);
  }

  private static UserError unwritable(Path file, IOException fault) {
    return new UserError(
        "%s cannot be written: %s; expected a warehouse folder that this user may write to"
            .formatted(file, fault),
        fault);
  }

  @Override
  public void ensureHeld() {
    if (!lock.isValid()) {
      throw new UserError("the lock " + file + " was given back before the run had ended");
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    // The file stays: deleting it would let two later runs lock two files of one name.
    try {
      write(channel, "");
      channel.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
