package dev.marquee.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.johnsnowlabs.ml.onnx.OnnxWrapper;
import com.johnsnowlabs.nlp.embeddings.BertSentenceEmbeddings;
import dev.marquee.data.UserError;
import dev.marquee.jobs.embed.onnx.TableModel;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

class PretrainedModelTest {
  private static final String SETTING = "spark.jsl.settings.pretrained.cache_folder";
  private static final List<String> PIECES =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "whale", "Whale", "##s");

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void setCache() throws Exception {
    cache = Files.createDirectory(folder.resolve("cache"));
    LocalSpark.session().conf().set(SETTING, cache.toString());
  }

  @AfterEach
  void unsetCache() {
    LocalSpark.session().conf().unset(SETTING);
  }

  @Test
  void readsAModelThatSparkNlpSavedWithoutTheNetwork() throws Exception {
    Path export = folder.resolve("export");
    write(export, 1);
    save(export, false, "sent_tiny_en_5.5.0_3.0_1700000000000");
    Path newer = folder.resolve("newer");
    write(newer, 2);
    save(newer, true, "sent_tiny_en_5.5.0_3.0_1710000000000");
    save(export, true, "sent_tiny_uncased_en_5.5.0_3.0_1720000000000");
    save(export, false, "sent_tiny_de_5.5.0_3.0_1700000000000");

    try (EncoderDirectory encoder = open("sparknlp:sent_tiny")) {
      assertThat(encoder.model()).hasSameBinaryContentAs(newer.resolve("model.onnx"));
      assertThat(encoder.pieces()).isEqualTo(PIECES);
      assertThat(encoder.settings().tokenizer().lowerCase()).isFalse();
      assertThat(EncoderCheck.check(encoder, 256)).isEqualTo(8);
    }
    try (EncoderDirectory german = open("sparknlp:sent_tiny@de");
        EncoderDirectory same = open(export.toString())) {
      assertThat(german.model()).hasSameBinaryContentAs(export.resolve("model.onnx"));
      // Encoded by one or the other, a text has the same vector and need not be encoded again.
      assertThat(german.identity()).isEqualTo(same.identity());
    }
  }

  @Test
  void saysWhatToDoWithoutTheNetwork() {
    // A proxy that nobody listens at keeps the test off any network there may be.
    String host = System.getProperty("https.proxyHost");
    String port = System.getProperty("https.proxyPort");
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", "1");
    try {
      long start = System.nanoTime();
      assertThatThrownBy(() -> open("sparknlp:sent_absent@fr"))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("embed.encoder: sparknlp:sent_absent@fr: not in " + cache)
          .hasMessageContaining("cannot be reached")
          .hasMessageContaining("put the unpacked model there")
          .hasMessageContaining("set embed.encoder to a folder with an ONNX export")
          .hasMessageNotContaining("\n");
      assertThat((System.nanoTime() - start) / 1e9).isLessThan(30);
    } finally {
      restore("https.proxyHost", host);
      restore("https.proxyPort", port);
    }
  }

  @Test
  void namesWhatIsWrongWithAModelOrItsName() throws Exception {
    refused("sparknlp:", "names no pretrained model, expected sparknlp:NAME");
    refused("sparknlp:a/b", "names no pretrained model, expected sparknlp:NAME");

    Path metadata = Files.createDirectories(cache.resolve("old_en").resolve("metadata"));
    Path part = metadata.resolve("part-00000");
    refuseWritten(part, "{\"class\": \"com.x.BGEEmbeddings\"}", "is a model for com.x.BGE");
    refuseWritten(part, "{\"class\": \"com.x.BertSentenceEmbeddings\"}", "has no vocabulary");
    refuseWritten(part, "?", "metadata of old_en line 1 is no JSON");
    Files.delete(part);
    refused("sparknlp:old", "has no metadata, expected a Spark NLP model");

    Path export = folder.resolve("export");
    write(export, 1);
    save(export, false, "tensor_en");
    Files.move(
        cache.resolve("tensor_en/bert_sentence_onnx"),
        cache.resolve("tensor_en/bert_sentence_tensorflow"));
    refused("sparknlp:tensor", "expected one *_onnx file; models for TensorFlow or OpenVINO");
  }

  private void refuseWritten(Path part, String text, String message) throws Exception {
    Files.writeString(part, text, StandardCharsets.UTF_8);
    refused("sparknlp:old", message);
  }

  private static void refused(String name, String message) {
    assertThatThrownBy(() -> open(name))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("embed.encoder: " + name)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static EncoderDirectory open(String location) {
    return EncoderDirectory.open(location, LocalSpark.session());
  }

  private static void write(Path export, long seed) throws Exception {
    Files.createDirectories(export.resolve("assets"));
    TableModel.write(
        export.resolve("model.onnx"), PIECES.size(), 8, true, seed, "last_hidden_state");
    Files.write(export.resolve("assets").resolve("vocab.txt"), PIECES);
  }

  /** Saves a model as Spark NLP's own models are saved. */
  private void save(Path export, boolean caseSensitive, String name) throws Exception {
    SparkSession spark = LocalSpark.session();
    // What loadSavedModel does, under a name of the model's own: Spark ships files by name.
    Path named = Files.createDirectories(folder.resolve("to-save")).resolve(name + ".onnx");
    Files.copy(export.resolve("model.onnx"), named);
    OnnxWrapper onnx =
        OnnxWrapper.read(
            spark, named.getParent().toString(), false, true, name, Option.empty(), Option.empty());
    BertSentenceEmbeddings annotator = new BertSentenceEmbeddings();
    annotator.set(annotator.engine(), "onnx");
    annotator.setVocabulary(SparkNlpEncoder.vocabulary(PIECES));
    annotator.setModelIfNotSet(spark, Option.empty(), Option.apply(onnx), Option.empty());
    annotator.setCaseSensitive(caseSensitive);
    annotator.write().overwrite().save(cache.resolve(name).toString());
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}
