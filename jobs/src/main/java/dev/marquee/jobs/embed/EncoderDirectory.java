package dev.marquee.jobs.embed;

import dev.marquee.data.UserError;
import dev.marquee.jobs.embed.onnx.OnnxMeanPooling;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A private local copy of an encoder's {@code model.onnx} and {@code assets/vocab.txt}, which may
 * lie on any Hadoop file system, under any path. The copy goes when this is closed, unless {@link
 * #writePooled} was called.
 */
public final class EncoderDirectory implements AutoCloseable {
  private static final String MODEL = "model.onnx";
  private static final String VOCABULARY = "assets/vocab.txt";

  private final String location;
  private final Path local;
  private final String identity;
  private boolean kept;

  private EncoderDirectory(String location, Path local, String identity) {
    this.location = location;
    this.local = local;
    this.identity = identity;
  }

  /**
   * Finds and copies the encoder's files.
   *
   * @param location a path or URI, as configured
   * @throws UserError if the folder or one of its files is missing or cannot be read
   */
  public static EncoderDirectory open(String location, Configuration hadoop) {
    org.apache.hadoop.fs.Path remote = new org.apache.hadoop.fs.Path(location);
    try {
      FileSystem files = remote.getFileSystem(hadoop);
      if (!files.exists(remote)) {
        throw new UserError(
            "embed.encoder: folder %s does not exist, expected a folder with %s and %s"
                .formatted(location, MODEL, VOCABULARY));
      }
      for (String name : List.of(MODEL, VOCABULARY)) {
        if (!files.exists(new org.apache.hadoop.fs.Path(remote, name))) {
          throw new UserError(
              "embed.encoder: %s has no %s, expected an ONNX export with %s and %s"
                  .formatted(location, name, MODEL, VOCABULARY));
        }
      }
      return copy(location, files, remote);
    } catch (IOException e) {
      throw new UserError(
          "embed.encoder: %s cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  /** Where it was configured to be, for messages. */
  public String location() {
    return location;
  }

  /** SHA-256 over the files' contents, in hexadecimal; it does not depend on where they lie. */
  public String identity() {
    return identity;
  }

  /** The ONNX file. */
  public Path model() {
    return local.resolve(MODEL);
  }

  /** The vocabulary, one piece a line. */
  public Path vocabulary() {
    return local.resolve("vocab.txt");
  }

  /**
   * Writes the encoder with its pooling into a file that stays for as long as this process lives,
   * because executors may fetch it at any time. Its name is unique to its contents.
   */
  Path writePooled() {
    Path pooled = local.resolve("encoder-" + identity.substring(0, 16) + ".onnx");
    kept = true;
    for (Path path : List.of(local, model(), vocabulary(), pooled)) {
      // Deleted in the opposite order, the folder last.
      path.toFile().deleteOnExit();
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pooled))) {
      OnnxMeanPooling.write(Files.readAllBytes(model()), out);
      return pooled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the copy. */
  @Override
  public void close() {
    if (!kept) {
      delete(local);
    }
  }

  private static EncoderDirectory copy(
      String location, FileSystem files, org.apache.hadoop.fs.Path remote) throws IOException {
    Path local = Files.createTempDirectory("marquee-encoder");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      copy(
          files,
          new org.apache.hadoop.fs.Path(remote, VOCABULARY),
          local.resolve("vocab.txt"),
          digest);
      // Ends the first file: bytes cannot wander between the two unseen.
      digest.update((byte) 0);
      copy(files, new org.apache.hadoop.fs.Path(remote, MODEL), local.resolve(MODEL), digest);
      return new EncoderDirectory(location, local, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      delete(local);
      throw e;
    }
  }

  private static void copy(
      FileSystem files, org.apache.hadoop.fs.Path from, Path to, MessageDigest digest)
      throws IOException {
    try (InputStream in = new DigestInputStream(files.open(from), digest)) {
      Files.copy(in, to);
    }
  }

  private static void delete(Path folder) {
    File[] files = folder.toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      deleteNowOrAtExit(file);
    }
    deleteNowOrAtExit(folder.toFile());
  }

  /** A temporary file that stays behind must not fail a finished stage. */
  private static void deleteNowOrAtExit(File file) {
    if (!file.delete()) {
      file.deleteOnExit();
    }
  }
}
