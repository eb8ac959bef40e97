package dev.marquee.jobs.embed.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.marquee.jobs.embed.OnnxSentenceEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxQuantizationTest {
  @TempDir Path folder;

  @Test
  void roundsAMatrixByColumnsAndTheOtherSideByItsRange() throws Exception {
    // y = x W for x = (2.55, 1), row 0 of a table, and W = ((127, 0), (-50.4, 2.54)).
    // W's scales are 127 / 127 = 1 and 2.54 / 127 = 0.02: -50.4 becomes -50, the rest is exact.
    // x reaches from 0 to 2.55: its scale is 2.55 / 255 = 0.01, and both values are exact.
    // So y = (2.55 x 127 - 50, 2.54) instead of (2.55 x 127 - 50.4, 2.54).
    assertThat(run(quantized(layer()), 0))
        .containsExactly(new float[] {273.85f, 2.54f}, within(1e-3f));
    assertThat(run(layer(), 0)).containsExactly(new float[] {273.45f, 2.54f}, within(1e-3f));
  }

  @Test
  void keepsTheVectorsOfABert() throws Exception {
    Random random = new Random(3);
    BertShape shape = new BertShape(50, 32, 64, 2, 4, 128);
    ByteArrayOutputStream bert = new ByteArrayOutputStream();
    BertGraph.of(
            shape,
            (name, dimensions) -> {
              float[] values = new float[Arrays.stream(dimensions).reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] =
                    name.endsWith("LayerNorm.weight") ? 1 : (float) (0.2 * random.nextGaussian());
              }
              return values;
            })
        .writeTo(bert);
    byte[] exact = bert.toByteArray();
    byte[] quantized = quantized(exact);
    // Half the parameters are in linear layers, four bytes each, and take one now.
    assertThat(quantized.length).isLessThan(exact.length / 2);

    Path exactFile = Files.write(folder.resolve("exact.onnx"), exact);
    Path quantizedFile = Files.write(folder.resolve("quantized.onnx"), quantized);
    int[][] texts = {{2, 7, 9, 30, 3}, {2, 44, 3}};
    try (OnnxSentenceEncoder first = new OnnxSentenceEncoder(exactFile, 1);
        OnnxSentenceEncoder second = new OnnxSentenceEncoder(quantizedFile, 1)) {
      float[][] expected = first.encode(texts);
      float[][] actual = second.encode(texts);
      for (int text = 0; text < texts.length; text++) {
        double cosine = 0;
        for (int i = 0; i < shape.hidden(); i++) {
          cosine += expected[text][i] * actual[text][i];
        }
        assertThat(cosine).isBetween(0.99, 1.0001);
        assertThat(actual[text]).isNotEqualTo(expected[text]);
      }
    }
  }

  @Test
  void refusesWhatIsNoModelOrTooOld() {
    byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> quantized(text)).isInstanceOf(IllegalArgumentException.class);

    assertThatThrownBy(
            () -> {
              ByteArrayOutputStream old = new ByteArrayOutputStream();
              new ProtobufMessage().message(8, new ProtobufMessage().integer(2, 9)).writeTo(old);
              quantized(old.toByteArray());
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("opset 9, expected 11 or later");
  }

  private static byte[] layer() throws Exception {
    OnnxGraph graph = new OnnxGraph("layer");
    String ids = graph.integerInput("ids", "tokens");
    String table = graph.constant("table", new float[] {2.55f, 1, 0, 2}, 2, 2);
    String matrix = graph.constant("matrix", new float[] {127, 0, -50.4f, 2.54f}, 2, 2);
    String rows = graph.node("Gather", List.of(table, ids));
    graph.namedNode("y", "MatMul", List.of(rows, matrix));
    graph.floatOutput("y", "tokens", 2);
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    graph.writeTo(model);
    return model.toByteArray();
  }

  private static byte[] quantized(byte[] model) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OnnxQuantization.write(model, out);
    return out.toByteArray();
  }

  private static float[] run(byte[] model, long id) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor ids = OnnxTensor.createTensor(environment, new long[] {id});
        OrtSession.Result result = session.run(Map.of("ids", ids))) {
      return ((float[][]) result.get(0).getValue())[0];
    }
  }
}
