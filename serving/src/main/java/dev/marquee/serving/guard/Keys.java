package dev.marquee.serving.guard;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a file, which is read again when it has changed. A changed file that cannot be used
 * leaves the earlier keys in force. Safe for many threads.
 */
final class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** What changes with the content of a file. */
  private record Stamp(Object time, long size, Object identity) {}

  private static final Stamp MISSING = new Stamp("none", 0, "none");

  private final Path file;
  private final Ticker ticker;
  private final AtomicLong nextLook;
  private volatile Stamp stamp;
  private volatile List<Key> keys;

  /**
   * Reads the keys.
   *
   * @throws UserError if the file cannot be read, has no key, or a line that is none
   */
  Keys(Path file, Ticker ticker) {
    this.file = file;
    this.ticker = ticker;
    nextLook = new AtomicLong(ticker.read() + LOOK_NANOS);
    try {
      stamp = stampOf(file);
      keys = read(file);
    } catch (IOException e) {
      throw new UserError(
          "security.keys.file: %s does not exist or cannot be read".formatted(file), e);
    }
    if (keys.isEmpty()) {
      throw new UserError(
          "security.keys.file: %s has no key; the command new-key makes one".formatted(file));
    }
  }

  /** The key that was given; empty if nobody has it. */
  Optional<Key> find(String given) {
    readAgainIfChanged();
    String hash = Key.hashOf(given);
    Key found = null;
    // All are compared, so that the time does not tell which came near.
    for (Key key : keys) {
      if (key.hasHash(hash)) {
        found = key;
      }
    }
    return Optional.ofNullable(found);
  }

  private void readAgainIfChanged() {
    long now = ticker.read();
    long next = nextLook.get();
    if (now - next < 0 || !nextLook.compareAndSet(next, now + LOOK_NANOS)) {
      return;
    }
    Stamp current = stampOf(file);
    if (current.equals(stamp)) {
      return;
    }
    stamp = current;
    try {
      keys = read(file);
      LOG.info("{} has changed, {} keys are in force", file, keys.size());
    } catch (IOException e) {
      LOG.warn("{} cannot be read, the keys read before stay in force", file);
    } catch (UserError e) {
      LOG.warn("the keys read before stay in force: {}", e.getMessage());
    }
  }

  private static Stamp stampOf(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return MISSING;
    }
  }

  private static List<Key> read(Path file) throws IOException {
    warnIfOthersMayRead(file);
    List<Key> keys = new ArrayList<>();
    Set<String> hashes = new HashSet<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank() || lines.get(i).strip().startsWith("#")) {
        continue;
      }
      int number = i + 1;
      Key key =
          Key.parse(lines.get(i))
              .orElseThrow(
                  () ->
                      new UserError(
                          "%s line %d is no key, expected 'name read|write|admin sha256:HEX'"
                              .formatted(file, number)));
      if (!hashes.add(key.hash())) {
        throw new UserError("%s line %d has the key of an earlier line".formatted(file, number));
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private static void warnIfOthersMayRead(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      LOG.warn("every user of this machine may read {}; chmod 600 it", file);
    }
  }
}
