package dev.marquee.jobs.embed;

import ai.onnxruntime.OrtException;
import dev.marquee.data.UserError;
import java.util.Arrays;
import java.util.List;

/**
 * Opens an encoder once and encodes a line with it, so that a broken one is named in one line
 * before any work starts.
 */
final class EncoderCheck {
  /** The largest id of the sentence with which Spark NLP warms every BERT up. */
  private static final int WARM_UP_ID = 28_937;

  private final EncoderDirectory encoder;

  private EncoderCheck(EncoderDirectory encoder) {
    this.encoder = encoder;
  }

  /**
   * Checks vocabulary, inputs, output, one sentence, and a text of the greatest length.
   *
   * @param maxTokens pieces of a text that will be read
   * @return the length of the encoder's vectors
   * @throws UserError naming the encoder's folder and what is wrong with it
   */
  static int check(EncoderDirectory encoder, int maxTokens) {
    return new EncoderCheck(encoder).run(encoder.limit(maxTokens));
  }

  private int run(int limit) {
    List<String> vocabulary = vocabulary();
    try (OnnxSentenceEncoder onnx = open()) {
      int[] sentence = encoder.tokenizer().encode("A quiet film about the sea.", 16);
      int last = vocabulary.size() - 1;
      sentence[1] = last;
      float[] vector = encode(onnx, sentence, "id %d, the last of the vocabulary".formatted(last));
      for (float value : vector) {
        if (!Float.isFinite(value)) {
          throw error("model.onnx turns a test sentence into zero or NaN, expected a vector");
        }
      }
      checkHiddenSize(vector.length);
      sentence[1] = WARM_UP_ID;
      encode(onnx, sentence, "id %d, with which Spark NLP starts a BERT".formatted(WARM_UP_ID));
      int[] longest = new int[limit];
      Arrays.fill(longest, sentence[0]);
      encode(onnx, longest, "a text of %d tokens; lower embed.maxTokens".formatted(limit));
      return vector.length;
    } catch (OrtException e) {
      throw new UserError(message("model.onnx cannot be closed: " + firstLine(e)), e);
    }
  }

  private OnnxSentenceEncoder open() {
    try {
      return new OnnxSentenceEncoder(encoder.model(), 1);
    } catch (OrtException e) {
      throw new UserError(
          message("model.onnx cannot be run, expected a complete ONNX file: " + firstLine(e)), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(message("model.onnx has " + e.getMessage()), e);
    }
  }

  private float[] encode(OnnxSentenceEncoder onnx, int[] tokens, String what) {
    try {
      return onnx.encode(new int[][] {tokens})[0];
    } catch (OrtException e) {
      throw new UserError(message("model.onnx fails on %s: %s".formatted(what, firstLine(e))), e);
    }
  }

  private List<String> vocabulary() {
    List<String> vocabulary = encoder.pieces();
    String unknown = encoder.settings().tokenizer().unknown();
    for (String piece : List.of("[PAD]", unknown, "[CLS]", "[SEP]")) {
      if (!vocabulary.contains(piece)) {
        throw error("the vocabulary lacks %s, expected BERT's".formatted(piece));
      }
    }
    if (vocabulary.indexOf("[PAD]") != 0) {
      throw error("[PAD] has id %d, expected 0".formatted(vocabulary.indexOf("[PAD]")));
    }
    int rows = encoder.settings().vocabularySize().orElse(vocabulary.size());
    if (vocabulary.size() > rows) {
      throw error(
          "the vocabulary has %,d pieces, but config.json says vocab_size %,d"
              .formatted(vocabulary.size(), rows));
    }
    return vocabulary;
  }

  private void checkHiddenSize(int actual) {
    int expected = encoder.settings().hiddenSize().orElse(actual);
    if (expected != actual) {
      throw error(
          "model.onnx makes vectors of %d numbers, but config.json says hidden_size %d"
              .formatted(actual, expected));
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
