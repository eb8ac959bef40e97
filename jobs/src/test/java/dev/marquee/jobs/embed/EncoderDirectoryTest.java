package dev.marquee.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.jobs.embed.onnx.TableModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderDirectoryTest {
  private static final List<String> PIECES =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "é", "E", "e", "–", "##s", "x", "y");
  private static final String TOKENIZER =
      """
      {"normalizer": {"type": "BertNormalizer", "lowercase": true, "strip_accents": null},
       "added_tokens": [{"id": 0, "content": "[PAD]"}, {"id": 9, "content": "[MASK]"}],
       "model": {"type": "WordPiece", "unk_token": "[WHAT]", "continuing_subword_prefix": "##",
         "vocab": {"[WHAT]": 1, "[CLS]": 2, "[SEP]": 3, "whale": 7, "##s": 5}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    TableModel.write(folder.resolve("model.onnx"), 12, 8, true, 1, "last_hidden_state");
    Files.write(folder.resolve("vocab.txt"), PIECES);
  }

  @Test
  void readsHuggingFacesLayouts() throws Exception {
    String identity;
    try (EncoderDirectory encoder = open()) {
      identity = encoder.identity();
      assertThat(encoder.pieces()).isEqualTo(PIECES);
      assertThat(encoder.limit(300)).isEqualTo(300);
      assertThat(encoder.limit(1000)).isEqualTo(512);
      assertThat(EncoderCheck.check(encoder, 256)).isEqualTo(8);
    }
    move("model.onnx", "onnx/model.onnx");
    move("vocab.txt", "assets/vocab.txt");
    Path copy;
    try (EncoderDirectory encoder = open()) {
      assertThat(encoder.identity()).isEqualTo(identity);
      copy = encoder.model().getParent();
      assertThat(copy).isDirectory();
    }
    assertThat(copy).doesNotExist();
  }

  @Test
  void honoursTheIdsOfATokenizerJson() throws Exception {
    Files.delete(folder.resolve("vocab.txt"));
    write("tokenizer.json", TOKENIZER);
    try (EncoderDirectory encoder = open()) {
      // Ids 4, 6 and 8 are nobody's.
      assertThat(encoder.pieces()).hasSize(10).contains("[PAD]", "[MASK]");
      assertThat(encoder.tokenizer().encode("Whales, whale", 16)).containsExactly(2, 7, 5, 1, 7, 3);
      assertThat(EncoderCheck.check(encoder, 256)).isEqualTo(8);
    }
  }

  @Test
  void lowerCasesAndStripsAccentsAsTheConfigurationSays() throws Exception {
    // "É" is e without case and accent, é without case, E without accent, and unknown with both.
    assertThat(encode("É")).containsExactly(7);
    write("tokenizer_config.json", "{\"do_lower_case\": true, \"strip_accents\": false}");
    assertThat(encode("É")).containsExactly(5);
    write("tokenizer_config.json", "{\"do_lower_case\": false, \"strip_accents\": true}");
    assertThat(encode("É")).containsExactly(6);
    write("tokenizer_config.json", "{\"do_lower_case\": false, \"strip_accents\": null}");
    assertThat(encode("É é E")).containsExactly(1, 5, 6);
    // Sentence Transformers lowers the case before the tokenizer sees the text.
    write("sentence_bert_config.json", "{\"do_lower_case\": true, \"max_seq_length\": 128}");
    assertThat(encode("É é E")).containsExactly(7, 7, 7);
    // Where tokenizer_config.json is silent, tokenizer.json speaks.
    Files.delete(folder.resolve("tokenizer_config.json"));
    Files.delete(folder.resolve("sentence_bert_config.json"));
    write("tokenizer.json", TOKENIZER.replace("[WHAT]", "[UNK]").replace("true", "false"));
    assertThat(encode("É é E")).containsExactly(1, 5, 6);
  }

  @Test
  void splitsAtAllPunctuationAndAtChineseCharactersIfWanted() throws Exception {
    assertThat(encode("x–y")).containsExactly(10, 8, 11);
    assertThat(encode("x“y”")).containsExactly(10, 1, 11, 1);
    assertThat(encode("x映y")).containsExactly(10, 1, 11);
    write("tokenizer_config.json", "{\"tokenize_chinese_chars\": false}");
    assertThat(encode("x映y")).containsExactly(1);
  }

  @Test
  void takesTheModelsOwnLimit() throws Exception {
    assertLimit(512);
    write("config.json", "{\"model_type\": \"bert\", \"max_position_embeddings\": 300}");
    assertLimit(300);
    write("tokenizer_config.json", "{\"model_max_length\": 1e30}");
    assertLimit(300);
    write("tokenizer_config.json", "{\"model_max_length\": 200}");
    assertLimit(200);
    write("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}");
    assertLimit(256);
  }

  @Test
  void anEncoderIsAnotherWithOtherSettings() throws Exception {
    String before;
    try (EncoderDirectory encoder = open()) {
      before = encoder.identity();
    }
    write("tokenizer_config.json", "{\"do_lower_case\": false}");
    try (EncoderDirectory encoder = open()) {
      assertThat(encoder.identity()).isNotEqualTo(before);
    }
  }

  @Test
  void namesTheFileThatCannotBeUsed() throws Exception {
    write("config.json", "{\"model_type\": ");
    refused("config.json line 1 is no JSON: Unexpected end-of-input");
    write("config.json", "[1, 2]");
    refused("config.json holds no JSON object");
    write("config.json", "{\"hidden_size\": \"big\"}");
    refused("config.json has hidden_size = \"big\", expected a number of 1 or more");
    write("config.json", "{\"model_type\": \"roberta\"}");
    refused("config.json has model_type roberta, expected one of bert, convbert, distilbert");
    write("config.json", "{\"model_type\": \"bert\", \"hidden_size\": 384}");
    refused("makes vectors of 8 numbers, but config.json says hidden_size 384");
    write("config.json", "{\"vocab_size\": 10}");
    refused("the vocabulary has 12 pieces, but config.json says vocab_size 10");
    Files.delete(folder.resolve("config.json"));

    write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": true}");
    open().close();
    write("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
    refused("1_Pooling/config.json has pooling_mode_cls_token = true, expected mean pooling");
    write("1_Pooling/config.json", "{\"pooling_mode_max_tokens\": true}");
    refused("1_Pooling/config.json has pooling_mode_max_tokens = true, expected mean pooling");
    write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": false}");
    refused("1_Pooling/config.json has pooling_mode_mean_tokens = false, expected mean pooling");
    write("1_Pooling/config.json", "{\"pooling_mode\": \"cls\"}");
    refused("1_Pooling/config.json has pooling_mode = cls, expected mean pooling");
    Files.delete(folder.resolve("1_Pooling/config.json"));

    Files.delete(folder.resolve("vocab.txt"));
    refused("has no vocabulary, expected a folder with an ONNX export: model.onnx");
    write("tokenizer.json", TOKENIZER.replace("WordPiece", "BPE"));
    refused("tokenizer.json has model.type BPE, expected WordPiece");
    write("tokenizer.json", TOKENIZER.replace("\"whale\": 7", "\"whale\": 2"));
    refused("tokenizer.json gives the id 2 to \"[CLS]\" and to \"whale\"");
    write("tokenizer.json", TOKENIZER.replace("\"whale\": 7", "\"whale\": \"seven\""));
    refused("tokenizer.json gives \"whale\" the id \"seven\", expected a number from 0");
    write("tokenizer.json", TOKENIZER.replace("\"##s\"", "s").replace("{", "["));
    refused("tokenizer.json line 1 is no JSON");
  }

  @Test
  void namesWhatIsWrongWithAModel() throws Exception {
    Path model = folder.resolve("model.onnx");
    byte[] complete = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(complete, complete.length / 2));
    refused("model.onnx cannot be run, expected a complete ONNX file");

    TableModel.write(model, 12, 8, true, 1, "logits");
    refused("model.onnx has outputs [logits], expected last_hidden_state or token_embeddings");
    TableModel.write(model, 12, 8, true, 1, "states", "last_hidden_state");
    refused("model.onnx has output last_hidden_state as");
    refused("expected 32-bit numbers [batch, tokens, hidden], not pooled");

    Files.write(folder.resolve("vocab.txt"), List.of("[UNK]", "[PAD]", "[CLS]", "[SEP]"));
    refused("[PAD] has id 1, expected 0");
    Files.write(folder.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[SEP]"));
    refused("the vocabulary lacks [CLS], expected BERT's");
    Files.write(folder.resolve("vocab.txt"), new byte[] {'[', (byte) 0xC0, ']'});
    refused("the vocabulary cannot be read as UTF-8 text");

    Path file = folder.resolve("vocab.txt");
    assertThatThrownBy(() -> EncoderDirectory.open(file.toString(), new Configuration()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("vocab.txt: is a file, expected a folder with an ONNX export");
  }

  private void refused(String message) {
    assertThatThrownBy(
            () -> {
              try (EncoderDirectory encoder = open()) {
                EncoderCheck.check(encoder, 256);
              }
            })
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("embed.encoder: " + folder)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private void assertLimit(int expected) {
    try (EncoderDirectory encoder = open()) {
      assertThat(encoder.limit(1000)).isEqualTo(expected);
    }
  }

  /** The ids between [CLS] and [SEP]. */
  private int[] encode(String text) {
    try (EncoderDirectory encoder = open()) {
      int[] ids = encoder.tokenizer().encode(text, 16);
      return Arrays.copyOfRange(ids, 1, ids.length - 1);
    }
  }

  private EncoderDirectory open() {
    return EncoderDirectory.open(folder.toString(), new Configuration());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private void move(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to).getParent());
    Files.move(folder.resolve(from), folder.resolve(to));
  }
}
