package dev.marquee.serving.live;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk as {@code far:///}, which can be cut off and remembers what was opened. */
public final class FarFileSystem extends RawLocalFileSystem {
  private static final URI ROOT = URI.create("far:///");

  private static final List<String> OPENED = new CopyOnWriteArrayList<>();
  private static volatile boolean isDown;
  private static volatile Optional<String> failing = Optional.empty();

  /** Hadoop that knows this file system. */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.far.impl", FarFileSystem.class.getName());
    return hadoop;
  }

  /** Up, whole and with nothing opened. */
  static void reset() {
    isDown = false;
    failing = Optional.empty();
    OPENED.clear();
  }

  static void down(boolean down) {
    isDown = down;
  }

  /** From now on files whose path contains a text cannot be opened. */
  static void failOn(String part) {
    failing = Optional.of(part);
  }

  /** How many files whose path contains a text were opened. */
  static long opened(String part) {
    return OPENED.stream().filter(path -> path.contains(part)).count();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    check(path);
    OPENED.add(path.toString());
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    check(path);
    return super.getFileStatus(path);
  }

  private static void check(Path path) throws IOException {
    if (isDown || failing.filter(path.toString()::contains).isPresent()) {
      throw new IOException("connection refused");
    }
  }
}
