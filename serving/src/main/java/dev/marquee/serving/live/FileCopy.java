package dev.marquee.serving.live;

import dev.marquee.data.Manifest;
import dev.marquee.data.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.fs.FileSystem;

/** Copies single files to the local disk. */
final class FileCopy {
  private static final int BUFFER = 1 << 20;

  private FileCopy() {}

  /**
   * Copies a file of a snapshot and hashes it on the way.
   *
   * @throws UserError if it is missing or is not what the manifest says
   */
  static void verified(
      FileSystem fileSystem,
      org.apache.hadoop.fs.Path source,
      Path target,
      Manifest.FileEntry expected)
      throws IOException {
    MessageDigest digest = sha256();
    long bytes;
    try (InputStream in = new DigestInputStream(fileSystem.open(source), digest)) {
      bytes = synced(in, target);
    } catch (FileNotFoundException e) {
      throw new UserError(source + " is missing, expected it as the manifest names it", e);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (bytes != expected.bytes() || !found.equals(expected.sha256())) {
      throw new UserError(
          "%s has %d bytes with SHA-256 %s, expected %d bytes with %s as in the manifest"
              .formatted(source, bytes, found, expected.bytes(), expected.sha256()));
    }
  }

  /** Writes a file that is on the disk, not only in the system's memory, when this returns. */
  static long synced(InputStream in, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
        bytes += read;
      }
      out.force(true);
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
