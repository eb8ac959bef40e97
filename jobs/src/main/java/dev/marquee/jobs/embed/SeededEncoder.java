package dev.marquee.jobs.embed;

import dev.marquee.jobs.embed.onnx.BertGraph;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.BertWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a small BERT sentence encoder that needs no training and no network: a vocabulary counted
 * from a catalogue's texts and seeded weights that keep their lexical meaning. It knows words, not
 * what they mean; a trained export takes its place by configuration.
 */
public final class SeededEncoder {
  /** The most pieces of the vocabulary. */
  public static final int VOCABULARY = 4000;

  /** Norm of each residual branch beside its input's: enough to use every part of the graph. */
  private static final double BRANCH = 0.05;

  private SeededEncoder() {}

  /**
   * Writes {@code model.onnx}, {@code config.json} and {@code assets/vocab.txt}. The same texts and
   * seed give the same bytes.
   *
   * @param directory created if needed; files there are replaced
   * @param texts the texts that the encoder will see, or texts like them
   */
  public static void write(Path directory, Iterable<String> texts, long seed) throws IOException {
    List<String> vocabulary = WordPieceVocabulary.learn(texts, VOCABULARY);
    BertShape shape = new BertShape(vocabulary.size(), 512, 256, 2, 4, 256);
    write(directory, vocabulary, shape, untrained(shape, vocabulary, texts, seed));
  }

  /** The weights that {@link #write} writes, for any shape. */
  public static BertWeights untrained(
      BertShape shape, List<String> vocabulary, Iterable<String> texts, long seed) {
    int meaning = shape.hidden() - SeededBertWeights.BALLAST;
    return new SeededBertWeights(
        shape, new LexicalVectors(vocabulary, texts, meaning, seed), BRANCH, seed);
  }

  /** Writes an encoder of any shape; {@code vocabulary} may be shorter than the token table. */
  public static void write(
      Path directory, List<String> vocabulary, BertShape shape, BertWeights weights)
      throws IOException {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    BertGraph.of(shape, weights).writeTo(model);
    write(directory, vocabulary, shape, model.toByteArray());
  }

  /** Writes a finished model with its vocabulary and configuration; the model comes last. */
  public static void write(Path directory, List<String> vocabulary, BertShape shape, byte[] model)
      throws IOException {
    Path assets = Files.createDirectories(directory.resolve("assets"));
    Files.writeString(
        assets.resolve("vocab.txt"), String.join("\n", vocabulary) + "\n", StandardCharsets.UTF_8);
    ModelConfig.write(directory, shape);
    Files.write(directory.resolve("model.onnx"), model);
  }
}
