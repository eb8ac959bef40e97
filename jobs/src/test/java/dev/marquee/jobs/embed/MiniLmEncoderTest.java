package dev.marquee.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.jobs.embed.onnx.TableModel;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark NLP's vectors against ONNX Runtime's with pooling of our own, on one batch of texts. */
class MiniLmEncoderTest {
  private static final List<String> TEXTS =
      List.of(
          "A Whale, an OLD captain and the sea.",
          "Amélie's café in MONTMARTRE – “le Moulin” – is short of sugar…",
          "Sea.",
          "The captain of the old ship looks for the whale across the sea. ".repeat(40),
          "映画 and film");

  @TempDir Path folder;

  @Test
  void anEncoderOfMiniLmsShapeEqualsOnnxRuntime() throws Exception {
    MiniLmEncoder.write(folder, WordPieceVocabulary.learn(TEXTS, 400), 7);
    assertThat(Files.readAllLines(folder.resolve("vocab.txt"))).hasSize(30_522);
    // 22.7 million parameters, four bytes each.
    assertThat(Files.size(folder.resolve("model.onnx"))).isBetween(90_000_000L, 92_000_000L);
    // The ids in tokenizer.json are those of vocab.txt.
    Files.delete(folder.resolve("vocab.txt"));

    try (EncoderDirectory encoder = open()) {
      assertThat(EncoderCheck.check(encoder, 512)).isEqualTo(384);
      // The model reads 256 tokens, though it has 512 positions and more are asked for.
      assertThat(encoder.limit(512)).isEqualTo(256);
      assertThat(encoder.tokenizer().encode(TEXTS.get(3), 512)).hasSizeGreaterThan(256);
      assertEqualVectors(encoder, 384);
    }
  }

  @Test
  void anExportWithoutTokenTypesAndWithAPooledOutputWorks() throws Exception {
    List<String> pieces = WordPieceVocabulary.learn(TEXTS, 400);
    TableModel.write(
        folder.resolve("model.onnx"),
        pieces.size(),
        16,
        false,
        3,
        "token_embeddings",
        "sentence_embedding");
    Files.write(folder.resolve("vocab.txt"), pieces);
    try (EncoderDirectory encoder = open()) {
      assertThat(EncoderCheck.check(encoder, 512)).isEqualTo(16);
      assertEqualVectors(encoder, 16);
    }
  }

  @Test
  void casedTextKeepsCaseAndAccents() throws Exception {
    List<String> pieces = new ArrayList<>(WordPieceVocabulary.SPECIAL);
    pieces.addAll(List.of("Amélie", "amelie", "Amelie", "–", "sea"));
    TableModel.write(folder.resolve("model.onnx"), pieces.size(), 16, true, 3, "last_hidden_state");
    Files.write(folder.resolve("vocab.txt"), pieces);
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    try (EncoderDirectory encoder = open()) {
      // The pieces in the order above, from 5 on; Amélie's name stands in the texts as well.
      assertThat(encoder.tokenizer().encode("Amélie–sea amelie Amelie", 16))
          .containsExactly(2, 5, 8, 9, 6, 7, 3);
      assertEqualVectors(encoder, 16);
    }
  }

  private EncoderDirectory open() {
    return EncoderDirectory.open(folder.toString(), LocalSpark.session());
  }

  private static void assertEqualVectors(EncoderDirectory encoder, int size) throws Exception {
    float[][] actual = encode(encoder, TEXTS);
    WordPieceTokenizer tokenizer = encoder.tokenizer();
    try (OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(encoder.model(), 1)) {
      for (int i = 0; i < TEXTS.size(); i++) {
        int[] tokens = tokenizer.encode(TEXTS.get(i), encoder.limit(512));
        // Alone, so that no padding can have touched it.
        float[] expected = onnx.encode(new int[][] {tokens})[0];
        assertThat(actual[i]).hasSize(size).containsExactly(expected, within(1e-5f));
      }
    }
  }

  private static float[][] encode(EncoderDirectory encoder, List<String> texts) {
    SparkSession spark = LocalSpark.session();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(RowFactory.create(i, texts.get(i)));
    }
    StructType schema =
        new StructType().add("key", DataTypes.IntegerType).add("text", DataTypes.StringType);
    List<Row> encoded =
        new SparkNlpEncoder(spark, encoder, 512, 8)
            .encode(
                spark.createDataFrame(rows, schema).coalesce(1),
                "key",
                "text",
                "vector",
                rows.size())
            .orderBy("key")
            .collectAsList();
    float[][] vectors = new float[texts.size()][];
    for (Row row : encoded) {
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
      vectors[row.getInt(0)] = vector;
    }
    return vectors;
  }
}
