package dev.marquee.jobs.embed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;

/**
 * An encoder's folder on any Hadoop file system: a Hugging Face style ONNX export, or the layout
 * that Spark NLP loads.
 */
final class EncoderFiles implements EncoderDirectory.Source {
  private static final List<String> MODELS = List.of("model.onnx", "onnx/model.onnx");
  private static final List<String> VOCABULARIES = List.of("vocab.txt", "assets/vocab.txt");
  private static final List<String> SETTINGS =
      List.of(
          TokenizerJson.NAME,
          EncoderSettings.CONFIG,
          EncoderSettings.TOKENIZER_CONFIG,
          EncoderSettings.SENTENCE_CONFIG,
          EncoderSettings.POOLING);
  private static final String EXPECTED =
      "expected a folder with an ONNX export: %s and %s or %s"
          .formatted(
              String.join(" or ", MODELS), String.join(" or ", VOCABULARIES), TokenizerJson.NAME);

  private final org.apache.hadoop.fs.Path folder;
  private final Configuration hadoop;

  /** The folder at a path or URI. */
  EncoderFiles(String location, Configuration hadoop) {
    this.folder = new org.apache.hadoop.fs.Path(location);
    this.hadoop = hadoop;
  }

  @Override
  public EncoderSettings copyTo(Path local) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    if (!files.exists(folder)) {
      throw new IllegalArgumentException("does not exist, " + EXPECTED);
    }
    if (!files.getFileStatus(folder).isDirectory()) {
      throw new IllegalArgumentException("is a file, " + EXPECTED);
    }
    String model =
        first(files, MODELS)
            .orElseThrow(() -> new IllegalArgumentException("has no model.onnx, " + EXPECTED));
    Path settings = local.resolve("settings");
    try {
      for (String name : SETTINGS) {
        if (first(files, List.of(name)).isPresent()) {
          copy(files, name, settings.resolve(name));
        }
      }
      TokenizerJson tokenizer = TokenizerJson.read(settings.resolve(TokenizerJson.NAME));
      copyVocabulary(files, tokenizer, local.resolve(EncoderDirectory.VOCABULARY));
      EncoderSettings read = EncoderSettings.read(settings, tokenizer);
      // Last, so that a fault in the small files shows before hundreds of megabytes are copied.
      copy(files, model, local.resolve(EncoderDirectory.MODEL));
      return read;
    } finally {
      FileUtil.fullyDelete(settings.toFile());
    }
  }

  private void copyVocabulary(FileSystem files, TokenizerJson tokenizer, Path to)
      throws IOException {
    Optional<String> vocabulary = first(files, VOCABULARIES);
    if (vocabulary.isPresent()) {
      copy(files, vocabulary.get(), to);
    } else if (first(files, List.of(TokenizerJson.NAME)).isPresent()) {
      Files.write(to, tokenizer.vocabulary(), StandardCharsets.UTF_8);
    } else {
      throw new IllegalArgumentException("has no vocabulary, " + EXPECTED);
    }
  }

  private Optional<String> first(FileSystem files, List<String> names) throws IOException {
    for (String name : names) {
      if (files.exists(new org.apache.hadoop.fs.Path(folder, name))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private void copy(FileSystem files, String name, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (var in = files.open(new org.apache.hadoop.fs.Path(folder, name))) {
      Files.copy(in, to);
    }
  }
}
