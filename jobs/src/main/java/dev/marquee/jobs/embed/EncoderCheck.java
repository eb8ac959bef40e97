package dev.marquee.jobs.embed;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens an encoder once and encodes a line with it, so that a broken one is named in one line
 * before any work starts.
 */
final class EncoderCheck {
  private static final Set<String> INPUTS =
      new TreeSet<>(Set.of("attention_mask", "input_ids", "token_type_ids"));

  /** The largest id of the sentence with which Spark NLP warms every BERT up. */
  private static final int WARM_UP_ID = 28_937;

  private static final String OUTPUT = "last_hidden_state";

  private final EncoderDirectory encoder;

  private EncoderCheck(EncoderDirectory encoder) {
    this.encoder = encoder;
  }

  /**
   * Checks vocabulary, inputs, output and one sentence.
   *
   * @throws UserError naming the encoder's folder and what is wrong with it
   */
  static void check(EncoderDirectory encoder) {
    new EncoderCheck(encoder).run();
  }

  private void run() {
    List<String> vocabulary = vocabulary();
    try (OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(encoder.model(), 1)) {
      checkInputs(onnx);
      checkOutput(onnx);
      WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
      int[] sentence = tokenizer.encode("A quiet film about the sea.", 16);
      // A token table shorter than the vocabulary, or than what Spark NLP starts a BERT with,
      // fails.
      sentence[1] = vocabulary.size() - 1;
      sentence[2] = WARM_UP_ID;
      for (float value : onnx.encode(new int[][] {sentence})[0]) {
        if (!Float.isFinite(value)) {
          throw error("model.onnx turns a test sentence into zero or NaN, expected a vector");
        }
      }
    } catch (OrtException e) {
      throw new UserError(message("model.onnx cannot be run: " + firstLine(e)), e);
    }
  }

  private List<String> vocabulary() {
    List<String> vocabulary;
    try {
      vocabulary = Files.readAllLines(encoder.vocabulary(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserError(message("assets/vocab.txt cannot be read as UTF-8 text"), e);
    }
    for (String piece : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]")) {
      if (!vocabulary.contains(piece)) {
        throw error("assets/vocab.txt lacks %s, expected a BERT vocabulary".formatted(piece));
      }
    }
    if (vocabulary.indexOf("[PAD]") != 0) {
      throw error(
          "assets/vocab.txt has [PAD] at line %d, expected line 1"
              .formatted(vocabulary.indexOf("[PAD]") + 1));
    }
    return vocabulary;
  }

  private void checkInputs(OnnxSentenceEncoder onnx) {
    Set<String> inputs = new TreeSet<>(onnx.session().getInputNames());
    if (!inputs.equals(INPUTS)) {
      throw error("model.onnx has inputs %s, expected %s".formatted(inputs, INPUTS));
    }
  }

  private void checkOutput(OnnxSentenceEncoder onnx) throws OrtException {
    var output = onnx.session().getOutputInfo().get(OUTPUT);
    if (output == null) {
      throw error(
          "model.onnx has outputs %s, expected %s"
              .formatted(onnx.session().getOutputNames(), OUTPUT));
    }
    if (!(output.getInfo() instanceof TensorInfo tensor) || tensor.getShape().length != 3) {
      throw error(
          "output %s of model.onnx is pooled or no tensor, expected [batch, tokens, hidden]"
              .formatted(OUTPUT));
    }
  }

  private UserError error(String fault) {
    return new UserError(message(fault));
  }

  private String message(String fault) {
    return "embed.encoder: %s: %s".formatted(encoder.location(), fault);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
