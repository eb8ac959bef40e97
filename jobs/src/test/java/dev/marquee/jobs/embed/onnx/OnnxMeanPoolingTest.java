package dev.marquee.jobs.embed.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxMeanPoolingTest {

  @Test
  void sumsTheStatesThatTheMaskKeepsAndDividesByTheLength() throws Exception {
    // A "transformer" whose state of token t is row t of a table: 0 -> (9, 9), 1 -> (3, 0),
    // 2 -> (0, 4).
    OnnxGraph graph = new OnnxGraph("table");
    String ids = graph.integerInput("input_ids", "batch", "sequence");
    graph.integerInput("attention_mask", "batch", "sequence");
    String table = graph.constant("table", new float[] {9, 9, 3, 0, 0, 4}, 3, 2);
    graph.namedNode("last_hidden_state", "Gather", List.of(table, ids));
    graph.floatOutput("last_hidden_state", "batch", "sequence", 2);
    ByteArrayOutputStream export = new ByteArrayOutputStream();
    graph.writeTo(export);

    ByteArrayOutputStream pooled = new ByteArrayOutputStream();
    OnnxMeanPooling.write(export.toByteArray(), pooled);

    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(pooled.toByteArray());
        OnnxTensor tokens = OnnxTensor.createTensor(environment, new long[][] {{1, 2}, {1, 0}});
        OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {{1, 1}, {1, 0}});
        OrtSession.Result result =
            session.run(Map.of("input_ids", tokens, "attention_mask", mask))) {
      float[][] vectors = (float[][]) result.get(0).getValue();
      // (3, 0) + (0, 4) = (3, 4) of length 5; the padding of the second text does not count.
      assertThat(vectors[0]).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
      assertThat(vectors[1]).containsExactly(new float[] {1, 0}, within(1e-6f));
    }
  }

  @Test
  void refusesBytesThatAreNoModel() {
    byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> OnnxMeanPooling.write(text, OutputStream.nullOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void poolsTheTokenStatesOfAnExportWithoutTokenTypes(@TempDir Path folder) throws Exception {
    Path model = folder.resolve("model.onnx");
    TableModel.write(model, 5, 3, false, 1, "token_embeddings", "sentence_embedding");
    ByteArrayOutputStream pooled = new ByteArrayOutputStream();
    OnnxMeanPooling.write(Files.readAllBytes(model), pooled);
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(pooled.toByteArray())) {
      assertThat(session.getInputNames())
          .containsExactlyInAnyOrder("input_ids", "attention_mask", "token_type_ids");
      assertThat(session.getOutputNames()).containsExactly("last_hidden_state");
    }

    TableModel.write(model, 5, 3, true, 1, "logits");
    byte[] other = Files.readAllBytes(model);
    assertThatThrownBy(() -> OnnxMeanPooling.write(other, OutputStream.nullOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no output [last_hidden_state, token_embeddings] in [logits]");
  }

  @Test
  void readsBackTheFieldsThatAreWritten() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    new ProtobufMessage()
        .integer(1, 300)
        .text(16, "ab")
        .real(3, 1.5f)
        .integer(4, -1)
        .writeTo(written);
    byte[] bytes = written.toByteArray();
    // 300 is AC 02; field 16 needs a tag of two bytes; -1 takes ten bytes.
    assertThat(bytes).startsWith(0x08, 0xAC, 0x02, 0x82, 0x01, 0x02, 'a', 'b', 0x1D).hasSize(24);
    List<ProtobufField> fields = ProtobufField.of(bytes, 0, bytes.length);
    assertThat(fields).extracting(ProtobufField::number).containsExactly(1, 16, 3, 4);
    assertThat(fields.get(1).text(bytes)).isEqualTo("ab");
    assertThat(fields.get(3).encoded(bytes)).hasSize(11);
  }
}
