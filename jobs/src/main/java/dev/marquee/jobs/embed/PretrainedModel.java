package dev.marquee.jobs.embed;

import com.johnsnowlabs.nlp.embeddings.BertSentenceEmbeddings;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * A sentence encoder among Spark NLP's pretrained models, named {@code sparknlp:NAME} or {@code
 * sparknlp:NAME@LANGUAGE}: taken from Spark NLP's cache folder, or downloaded into it. Spark NLP
 * itself asks the network even for models that lie in the cache; this does not.
 *
 * <p>Taken apart into model and vocabulary, it is pooled and checked as any other export.
 */
final class PretrainedModel implements EncoderDirectory.Source {
  /** How a configured encoder of this kind begins. */
  static final String PREFIX = "sparknlp:";

  private static final Pattern NAME = Pattern.compile("sparknlp:([\\w.-]+?)(?:@([\\w-]+))?");

  /** Annotators around a BERT whose output is used by its mean. */
  private static final List<String> ANNOTATORS =
      List.of("BertSentenceEmbeddings", "BertEmbeddings", "E5Embeddings");

  private final String name;
  private final String language;
  private final SparkSession spark;

  /**
   * A model by its configured name.
   *
   * @throws UserError if it has not the form {@code sparknlp:NAME} or {@code
   *     sparknlp:NAME@LANGUAGE}
   */
  PretrainedModel(String location, SparkSession spark) {
    Matcher matcher = NAME.matcher(location);
    if (!matcher.matches()) {
      throw new UserError(
          "embed.encoder: %s names no pretrained model, expected sparknlp:NAME or sparknlp:NAME@LANGUAGE"
              .formatted(location));
    }
    this.name = matcher.group(1);
    this.language = Optional.ofNullable(matcher.group(2)).orElse("en");
    this.spark = spark;
  }

  @Override
  public EncoderSettings copyTo(Path local) throws IOException {
    PretrainedCache cache = new PretrainedCache(spark);
    Optional<org.apache.hadoop.fs.Path> cached = cache.find(name, language);
    org.apache.hadoop.fs.Path folder =
        cached.isPresent() ? cached.get() : cache.download(name, language);
    FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    EncoderSettings settings = settings(files, folder, local);
    Files.write(
        local.resolve(EncoderDirectory.VOCABULARY), vocabulary(folder), StandardCharsets.UTF_8);
    copyModel(files, folder, local.resolve(EncoderDirectory.MODEL));
    return settings;
  }

  /** Reads the annotator's parameters; Spark ML writes them as one line of JSON. */
  private static EncoderSettings settings(
      FileSystem files, org.apache.hadoop.fs.Path folder, Path local) throws IOException {
    FileStatus[] parts = files.globStatus(new org.apache.hadoop.fs.Path(folder, "metadata/part-*"));
    if (parts == null || parts.length == 0) {
      throw new IllegalArgumentException(folder + " has no metadata, expected a Spark NLP model");
    }
    Path copy = local.resolve("metadata");
    try (InputStream in = files.open(parts[0].getPath())) {
      Files.copy(in, copy);
    }
    JsonFile metadata = JsonFile.read("metadata of " + folder.getName(), copy);
    Files.delete(copy);

    String annotator = metadata.text("class").orElse("no class");
    if (!ANNOTATORS.contains(annotator.substring(annotator.lastIndexOf('.') + 1))) {
      throw new IllegalArgumentException(
          "%s is a model for %s, expected one for %s"
              .formatted(folder.getName(), annotator, String.join(" or ", ANNOTATORS)));
    }
    JsonFile set = metadata.child("paramMap");
    JsonFile defaults = metadata.child("defaultParamMap");
    boolean lowerCase =
        !set.flag("caseSensitive").orElse(defaults.flag("caseSensitive").orElse(false));
    return new EncoderSettings(
        new TokenizerRules(lowerCase, lowerCase, true, "[UNK]"),
        EncoderSettings.LONGEST,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** The pieces in the order of their ids. */
  @SuppressWarnings("unchecked")
  private List<String> vocabulary(org.apache.hadoop.fs.Path folder) {
    var feature = new BertSentenceEmbeddings().vocabulary();
    var stored = feature.deserialize(spark, folder.toString(), feature.name());
    if (stored.isEmpty()) {
      throw new IllegalArgumentException(folder.getName() + " has no vocabulary");
    }
    Map<String, Object> ids =
        JavaConverters.mapAsJavaMap((scala.collection.Map<String, Object>) stored.get());
    String[] pieces = new String[ids.size()];
    ids.forEach(
        (piece, id) -> {
          int place = (Integer) id;
          if (place < 0 || place >= pieces.length || pieces[place] != null) {
            throw new IllegalArgumentException(
                "%s gives \"%s\" the id %d, expected each of 0 to %d once"
                    .formatted(folder.getName(), piece, place, pieces.length - 1));
          }
          pieces[place] = piece;
        });
    return List.of(pieces);
  }

  /** The model is the one file of a ZIP archive. */
  private static void copyModel(FileSystem files, org.apache.hadoop.fs.Path folder, Path to)
      throws IOException {
    FileStatus[] archives = files.globStatus(new org.apache.hadoop.fs.Path(folder, "*_onnx"));
    if (archives == null || archives.length != 1) {
      throw new IllegalArgumentException(
          "%s has %s, expected one *_onnx file; models for TensorFlow or OpenVINO do not run here"
              .formatted(
                  folder.getName(),
                  Arrays.stream(files.listStatus(folder))
                      .map(file -> file.getPath().getName())
                      .sorted()
                      .toList()));
    }
    try (ZipInputStream zip = new ZipInputStream(files.open(archives[0].getPath()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          Files.copy(zip, to);
          return;
        }
      }
    }
    throw new IllegalArgumentException(archives[0].getPath().getName() + " holds no model");
  }
}
