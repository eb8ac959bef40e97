package dev.marquee.jobs.embed;

import dev.marquee.data.UserError;
import dev.marquee.jobs.embed.onnx.OnnxMeanPooling;
import dev.marquee.jobs.embed.onnx.OnnxQuantization;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/**
 * A private local copy of a sentence encoder: ONNX model, vocabulary, and what the files beside
 * them say about their use. It may come from a folder on any Hadoop file system or from Spark NLP's
 * pretrained models. The copy goes when this is closed, unless {@link #writePooled} was called.
 */
public final class EncoderDirectory implements AutoCloseable {
  /** The model's name in the local copy. */
  static final String MODEL = "model.onnx";

  /** The vocabulary's name in the local copy. */
  static final String VOCABULARY = "vocab.txt";

  private final String location;
  private final Path local;
  private final EncoderSettings settings;
  private final String identity;
  private boolean kept;

  private EncoderDirectory(String location, Path local, EncoderSettings settings, String identity) {
    this.location = location;
    this.local = local;
    this.settings = settings;
    this.identity = identity;
  }

  /** Fills a local folder with {@link #MODEL} and {@link #VOCABULARY}. */
  interface Source {
    /**
     * Copies the files.
     *
     * @throws IllegalArgumentException if they cannot be used
     */
    EncoderSettings copyTo(Path local) throws IOException;
  }

  /**
   * Finds and copies an encoder.
   *
   * @param location as configured: a path or URI, or {@code sparknlp:} and a model's name
   * @throws UserError if a file is missing or cannot be used
   */
  public static EncoderDirectory open(String location, SparkSession spark) {
    return open(location, spark, false);
  }

  /**
   * Finds and copies the encoder.
   *
   * @param quantize let the copy's linear layers count in 8-bit integers; see {@link
   *     OnnxQuantization}
   */
  public static EncoderDirectory open(String location, SparkSession spark, boolean quantize) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return location.startsWith(PretrainedModel.PREFIX)
        ? copy(location, new PretrainedModel(location, spark), quantize)
        : copy(location, new EncoderFiles(location, hadoop), quantize);
  }

  /**
   * Finds and copies the encoder in a folder.
   *
   * @param location a path or URI, as configured
   * @throws UserError if the folder or one of its files is missing or cannot be used
   */
  public static EncoderDirectory open(String location, Configuration hadoop) {
    return copy(location, new EncoderFiles(location, hadoop), false);
  }

  /** Where it was configured to be, for messages. */
  public String location() {
    return location;
  }

  /** SHA-256 over the contents and their settings, in hexadecimal; not over where they lie. */
  public String identity() {
    return identity;
  }

  /** The ONNX file. */
  public Path model() {
    return local.resolve(MODEL);
  }

  /** The vocabulary, one piece a line. */
  public Path vocabulary() {
    return local.resolve(VOCABULARY);
  }

  /** The pieces in the order of their ids. */
  public List<String> pieces() {
    try {
      return Files.readAllLines(vocabulary(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserError(
          "embed.encoder: %s: the vocabulary cannot be read as UTF-8 text".formatted(location), e);
    }
  }

  /** The tokenizer as the model's configuration wants it. */
  public WordPieceTokenizer tokenizer() {
    return new WordPieceTokenizer(pieces(), settings.tokenizer());
  }

  /** The pieces of a text that are read: not more than asked for, not more than the model takes. */
  public int limit(int maxTokens) {
    return Math.min(maxTokens, settings.maxTokens());
  }

  /** What the files beside the model say. */
  EncoderSettings settings() {
    return settings;
  }

  /**
   * Writes the encoder with its pooling into a file that stays for as long as this process lives,
   * because executors may fetch it at any time. Its name is unique to its contents.
   */
  Path writePooled() {
    Path pooled = local.resolve("encoder-" + identity.substring(0, 16) + ".onnx");
    if (kept) {
      return pooled;
    }
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
      FileUtil.fullyDelete(local.toFile());
    }
  }

  private static EncoderDirectory copy(String location, Source source, boolean quantize) {
    try {
      Path local = Files.createTempDirectory("marquee-encoder");
      boolean complete = false;
      try {
        EncoderSettings settings = source.copyTo(local);
        if (quantize) {
          quantize(local.resolve(MODEL));
        }
        String identity = identity(local, settings);
        complete = true;
        return new EncoderDirectory(location, local, settings, identity);
      } finally {
        if (!complete) {
          FileUtil.fullyDelete(local.toFile());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new UserError("embed.encoder: %s: %s".formatted(location, e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError(
          "embed.encoder: %s cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  private static void quantize(Path model) throws IOException {
    byte[] exact = Files.readAllBytes(model);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(model))) {
      OnnxQuantization.write(exact, out);
    }
  }

  private static String identity(Path local, EncoderSettings settings) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : List.of(VOCABULARY, MODEL)) {
        try (InputStream in = Files.newInputStream(local.resolve(name))) {
          in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        // Ends the file: bytes cannot wander between two of them unseen.
        digest.update((byte) 0);
      }
      digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
