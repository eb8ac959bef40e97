package dev.marquee.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.marquee.jobs.djl.Devices;
import dev.marquee.jobs.embed.OnnxSentenceEncoder;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import dev.marquee.jobs.embed.WordPieceVocabulary;
import dev.marquee.jobs.embed.onnx.BertGraph;
import dev.marquee.jobs.embed.onnx.BertShape;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertEncoderTest {
  @TempDir private Path directory;

  @Test
  void exportedModelGivesTheSameVectors() throws Exception {
    Devices.setThreads(1);
    List<String> texts =
        EncoderFixtures.catalogue().stream().map(TextView.ALL.get(0)::of).limit(9).toList();
    List<String> vocabulary = WordPieceVocabulary.learn(texts, 400);
    BertShape shape = new BertShape(vocabulary.size(), 64, 32, 3, 4, 48);
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
    try (Model model = Model.newInstance("encoder", Device.cpu())) {
      BertEncoder encoder = new BertEncoder(shape, 0.3f);
      model.setBlock(encoder);
      encoder.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 8), new Shape(1, 8));
      Random random = new Random(3);
      // Weights far from any start: every part of the network shows in the output.
      encoder.load(
          (name, dimensions) -> {
            float[] values = new float[Arrays.stream(dimensions).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
              values[i] =
                  (float) (0.3 * random.nextGaussian() + (name.endsWith("Norm.weight") ? 1 : 0));
            }
            return values;
          });
      // Texts of different lengths in one batch: padding must not show.
      List<String> mixed = List.of(texts.get(0), "noir", texts.get(1) + " " + texts.get(2));
      float[][] djl = SentenceVectors.of(encoder, model.getNDManager(), tokenizer, 64, mixed);

      Path file = directory.resolve("model.onnx");
      try (OutputStream out = Files.newOutputStream(file)) {
        BertGraph.of(shape, encoder.weights()).writeTo(out);
      }
      try (OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(file, 1)) {
        float[][] exported =
            onnx.encode(
                mixed.stream().map(text -> tokenizer.encode(text, 64)).toArray(int[][]::new));
        for (int text = 0; text < djl.length; text++) {
          assertThat(djl[text]).hasSize(32);
          for (int i = 0; i < 32; i++) {
            assertThat(djl[text][i]).isCloseTo(exported[text][i], within(1e-4f));
          }
        }
      }
    }
  }
}
