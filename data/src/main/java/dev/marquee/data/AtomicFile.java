package dev.marquee.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A small file that is replaced as a whole: a reader sees the old content or the new one, and after
 * a crash one of the two is there. One writer at a time.
 */
final class AtomicFile {
  private static final Set<String> OBJECT_STORES =
      Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs", "swift");

  /** How a file system replaces a file in one step. */
  enum Replacement {
    /**
     * {@code file:}: the operating system's rename. Hadoop's local file system keeps a checksum
     * file beside each file and would rename the two one after the other.
     */
    LOCAL_MOVE,
    /** HDFS and its like: a rename that overwrites. */
    RENAME,
    /** Object stores: an upload becomes visible as a whole; a rename would be copy and delete. */
    PUT;

    static Replacement of(String scheme) {
      if ("file".equals(scheme)) {
        return LOCAL_MOVE;
      }
      return OBJECT_STORES.contains(scheme) ? PUT : RENAME;
    }
  }

  private final Path path;
  private final Configuration hadoop;
  private final Replacement replacement;

  AtomicFile(Path path, Configuration hadoop, Replacement replacement) {
    this.path = path;
    this.hadoop = hadoop;
    this.replacement = replacement;
  }

  /** The file at a qualified path, replaced in the way of its file system. */
  static AtomicFile of(Path path, Configuration hadoop) {
    return new AtomicFile(path, hadoop, Replacement.of(path.toUri().getScheme()));
  }

  /** Where the file is. */
  Path path() {
    return path;
  }

  /** The content, empty if there is no such file. */
  Optional<byte[]> read() {
    try {
      if (replacement == Replacement.LOCAL_MOVE) {
        return Optional.of(Files.readAllBytes(LocalFiles.of(path)));
      }
      try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
        return Optional.of(in.readAllBytes());
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }

  /** Replaces the content in one step. */
  void replace(byte[] content) {
    try {
      switch (replacement) {
        case LOCAL_MOVE -> moveLocally(content);
        case RENAME -> rename(content);
        case PUT -> put(content);
      }
    } catch (IOException e) {
      throw new UserError(path + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void moveLocally(byte[] content) throws IOException {
    java.nio.file.Path target = LocalFiles.of(path);
    java.nio.file.Path temporary = LocalFiles.of(temporary());
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    // The rename itself is on the disk once the folder is.
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void rename(byte[] content) throws IOException {
    FileContext context;
    try {
      context = FileContext.getFileContext(path.toUri(), hadoop);
    } catch (UnsupportedFileSystemException e) {
      throw new UserError(
          "file system of %s has no atomic rename, expected file:, hdfs:, s3a: or the like"
              .formatted(path),
          e);
    }
    Path temporary = temporary();
    try (FSDataOutputStream out =
        context.create(
            temporary,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent())) {
      out.write(content);
      out.hsync();
    }
    context.rename(temporary, path, Options.Rename.OVERWRITE);
  }

  private void put(byte[] content) throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoop);
    try (FSDataOutputStream out = fileSystem.create(path, true)) {
      out.write(content);
    }
  }

  /** One fixed name, so that a killed writer's leftover is overwritten by the next one. */
  private Path temporary() {
    return new Path(path.getParent(), "." + path.getName() + ".tmp");
  }
}
