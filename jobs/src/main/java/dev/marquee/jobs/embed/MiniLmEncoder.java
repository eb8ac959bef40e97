package dev.marquee.jobs.embed;

import dev.marquee.jobs.embed.onnx.BertGraph;
import dev.marquee.jobs.embed.onnx.BertShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes an encoder with exactly the architecture and the files of all-MiniLM-L6-v2's ONNX export
 * and random weights, to see on a machine that cannot have the original how fast and how right it
 * will run. Its vectors mean nothing.
 */
public final class MiniLmEncoder {
  private static final BertShape SHAPE = BertShape.miniLm();

  /** The usual deviation of a BERT's weights before training. */
  private static final double DEVIATION = 0.02;

  private MiniLmEncoder() {}

  /**
   * Writes {@code model.onnx} (about 90 MB), {@code vocab.txt}, {@code tokenizer.json} and the
   * configuration files. The same pieces and seed give the same bytes.
   *
   * @param directory created if needed; files there are replaced
   * @param pieces the first pieces of the vocabulary; unused ones fill it up to 30,522
   */
  public static void write(Path directory, List<String> pieces, long seed) throws IOException {
    List<String> vocabulary = new ArrayList<>(pieces);
    if (vocabulary.size() > SHAPE.vocabulary()) {
      throw new IllegalArgumentException(
          "%,d pieces, expected at most %,d".formatted(vocabulary.size(), SHAPE.vocabulary()));
    }
    for (int unused = 0; vocabulary.size() < SHAPE.vocabulary(); unused++) {
      vocabulary.add("[unused" + unused + "]");
    }
    Files.createDirectories(directory);
    Files.write(directory.resolve("vocab.txt"), vocabulary, StandardCharsets.UTF_8);
    ModelConfig.json(directory.resolve(TokenizerJson.NAME), tokenizer(vocabulary));
    ModelConfig.write(directory, SHAPE);
    ModelConfig.json(
        directory.resolve(EncoderSettings.TOKENIZER_CONFIG),
        Map.of("do_lower_case", true, "tokenize_chinese_chars", true, "model_max_length", 512));
    ModelConfig.json(
        directory.resolve(EncoderSettings.SENTENCE_CONFIG), Map.of("max_seq_length", 256));
    ModelConfig.json(
        directory.resolve(EncoderSettings.POOLING),
        Map.of(
            "word_embedding_dimension", SHAPE.hidden(),
            "pooling_mode_cls_token", false,
            "pooling_mode_mean_tokens", true,
            "pooling_mode_max_tokens", false));
    Random random = new Random(seed);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(directory.resolve("model.onnx")))) {
      BertGraph.of(SHAPE, (name, shape) -> values(random, name, shape)).writeTo(out);
    }
  }

  private static float[] values(Random random, String name, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    if (name.endsWith("LayerNorm.weight")) {
      Arrays.fill(values, 1);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (DEVIATION * random.nextGaussian());
    }
    return values;
  }

  private static Map<String, Object> tokenizer(List<String> vocabulary) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    vocabulary.forEach(piece -> ids.put(piece, ids.size()));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "WordPiece");
    model.put("unk_token", "[UNK]");
    model.put("continuing_subword_prefix", WordPieceTokenizer.CONTINUATION);
    model.put("max_input_chars_per_word", 100);
    model.put("vocab", ids);
    Map<String, Object> normalizer = new LinkedHashMap<>();
    normalizer.put("type", "BertNormalizer");
    normalizer.put("clean_text", true);
    normalizer.put("handle_chinese_chars", true);
    normalizer.put("strip_accents", null);
    normalizer.put("lowercase", true);
    Map<String, Object> tokenizer = new LinkedHashMap<>();
    tokenizer.put("version", "1.0");
    tokenizer.put("normalizer", normalizer);
    tokenizer.put("model", model);
    return tokenizer;
  }
}
