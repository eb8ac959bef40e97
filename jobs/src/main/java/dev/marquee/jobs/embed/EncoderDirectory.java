package dev.marquee.jobs.embed;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * The folder of an encoder on any Hadoop file system, at hand as a local folder while this is open:
 * {@code model.onnx}, {@code assets/vocab.txt} and, for models above 2 GiB, {@code
 * model.onnx_data}.
 */
public final class EncoderDirectory implements AutoCloseable {
  private static final String MODEL = "model.onnx";
  private static final String VOCABULARY = "assets/vocab.txt";
  private static final String EXTERNAL_DATA = "model.onnx_data";

  private final String location;
  private final Path local;
  private final boolean copied;

  private EncoderDirectory(String location, Path local, boolean copied) {
    this.location = location;
    this.local = local;
    this.copied = copied;
  }

  /**
   * Finds the encoder's files and copies them here if they are remote.
   *
   * @param location a path or URI, as configured
   * @throws UserError if the folder or one of its files is missing
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
      if (files.getScheme().equals("file")) {
        Path local = Path.of(files.makeQualified(remote).toUri().getPath());
        return new EncoderDirectory(location, local, false);
      }
      return new EncoderDirectory(location, copy(files, remote), true);
    } catch (IOException e) {
      throw new UserError(
          "embed.encoder: %s cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  /** Where it was configured to be, for messages. */
  public String location() {
    return location;
  }

  /** The local folder. */
  public Path local() {
    return local;
  }

  /** The ONNX file. */
  public Path model() {
    return local.resolve(MODEL);
  }

  /** The vocabulary, one piece a line. */
  public Path vocabulary() {
    return local.resolve(VOCABULARY);
  }

  /** SHA-256 over the files' contents, in hexadecimal; it does not depend on where they lie. */
  public String identity() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : List.of(model(), vocabulary(), local.resolve(EXTERNAL_DATA))) {
        if (Files.exists(file)) {
          // The length keeps bytes from wandering between files unseen.
          digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Files.size(file)));
          try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UserError(
          "embed.encoder: %s cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  /** Removes the local copy, if there is one. */
  @Override
  public void close() {
    if (!copied) {
      return;
    }
    try (Stream<Path> files = Files.walk(local)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary folder that stays behind harms nobody; it must not fail a finished stage.
      local.toFile().deleteOnExit();
    }
  }

  private static Path copy(FileSystem files, org.apache.hadoop.fs.Path remote) throws IOException {
    Path local = Files.createTempDirectory("marquee-encoder");
    Files.createDirectories(local.resolve("assets"));
    for (String name : List.of(MODEL, VOCABULARY, EXTERNAL_DATA)) {
      org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(remote, name);
      if (files.exists(file)) {
        try (InputStream in = files.open(file)) {
          Files.copy(in, local.resolve(name));
        }
      }
    }
    return local;
  }
}
