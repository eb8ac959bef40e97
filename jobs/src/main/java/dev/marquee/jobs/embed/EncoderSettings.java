package dev.marquee.jobs.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the files beside an ONNX model say about its use, as Hugging Face and Sentence Transformers
 * read them. All of them may be missing: then it is an uncased BERT.
 *
 * @param tokenizer how texts become pieces
 * @param maxTokens pieces that the model reads, the two special ones included
 * @param hiddenSize length of a token's vector
 * @param vocabularySize rows of the token table
 */
record EncoderSettings(
    TokenizerRules tokenizer, int maxTokens, OptionalInt hiddenSize, OptionalInt vocabularySize) {
  static final String CONFIG = "config.json";
  static final String TOKENIZER_CONFIG = "tokenizer_config.json";
  static final String SENTENCE_CONFIG = "sentence_bert_config.json";
  static final String POOLING = "1_Pooling/config.json";

  /** The longest text of any BERT that Spark NLP runs. */
  static final int LONGEST = 512;

  /** Transformers with BERT's pieces, BERT's special pieces and BERT's inputs. */
  private static final Set<String> MODEL_TYPES =
      Set.of("bert", "distilbert", "electra", "mobilebert", "squeezebert", "convbert");

  /** The settings of a model of which nothing but its vocabulary is known. */
  static EncoderSettings uncased() {
    return new EncoderSettings(
        TokenizerRules.uncased(), LONGEST, OptionalInt.empty(), OptionalInt.empty());
  }

  /**
   * Reads the files that are there.
   *
   * @param folder a local folder with the files under their own names
   * @param tokenizer the folder's {@code tokenizer.json}
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  static EncoderSettings read(Path folder, TokenizerJson tokenizer) throws IOException {
    JsonFile config = JsonFile.read(CONFIG, folder.resolve(CONFIG));
    JsonFile tokenizerConfig = JsonFile.read(TOKENIZER_CONFIG, folder.resolve(TOKENIZER_CONFIG));
    JsonFile sentence = JsonFile.read(SENTENCE_CONFIG, folder.resolve(SENTENCE_CONFIG));
    refuseOtherPooling(JsonFile.read(POOLING, folder.resolve(POOLING)));
    refuseOtherModels(config);

    boolean lowerCase =
        sentence.flag("do_lower_case").orElse(false)
            || first(tokenizerConfig.flag("do_lower_case"), tokenizer.lowerCase()).orElse(true);
    boolean stripAccents =
        first(tokenizerConfig.flag("strip_accents"), tokenizer.stripAccents()).orElse(lowerCase);
    boolean splitChinese =
        first(tokenizerConfig.flag("tokenize_chinese_chars"), tokenizer.splitChinese())
            .orElse(true);
    String unknown = tokenizer.unknown().orElse("[UNK]");
    int maxTokens =
        IntStream.of(
                LONGEST,
                sentence
                    .size("max_seq_length")
                    .orElse(tokenizerConfig.size("model_max_length").orElse(LONGEST)),
                config.size("max_position_embeddings").orElse(LONGEST))
            .min()
            .getAsInt();
    OptionalInt hidden = config.size("hidden_size");
    return new EncoderSettings(
        new TokenizerRules(lowerCase, stripAccents, splitChinese, unknown),
        maxTokens,
        hidden.isPresent() ? hidden : config.size("dim"),
        config.size("vocab_size"));
  }

  private static void refuseOtherModels(JsonFile config) {
    config
        .text("model_type")
        .filter(type -> !MODEL_TYPES.contains(type))
        .ifPresent(
            type -> {
              throw new IllegalArgumentException(
                  "%s has model_type %s, expected one of %s"
                      .formatted(CONFIG, type, String.join(", ", new TreeSet<>(MODEL_TYPES))));
            });
  }

  /** Sentence Transformers writes one flag for each way to pool. */
  private static void refuseOtherPooling(JsonFile pooling) {
    String single = pooling.text("pooling_mode").orElse("mean");
    if (!single.equals("mean")) {
      throw otherPooling("pooling_mode", single);
    }
    for (var modes = pooling.names(); modes.hasNext(); ) {
      String mode = modes.next();
      boolean mean = mode.equals("pooling_mode_mean_tokens");
      if (mode.startsWith("pooling_mode_") && pooling.flag(mode).orElse(mean) != mean) {
        throw otherPooling(mode, !mean);
      }
    }
  }

  private static IllegalArgumentException otherPooling(String key, Object value) {
    return new IllegalArgumentException(
        "%s has %s = %s, expected mean pooling, the only kind supported"
            .formatted(POOLING, key, value));
  }

  private static Optional<Boolean> first(Optional<Boolean> closer, Optional<Boolean> other) {
    return closer.isPresent() ? closer : other;
  }
}
