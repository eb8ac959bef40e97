package dev.marquee.jobs.embed.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** The smallest export that passes for a transformer: a token's state is its row of a table. */
public final class TableModel {
  private TableModel() {}

  /**
   * Writes a model with seeded rows.
   *
   * @param types whether it has the input {@code token_type_ids}
   * @param outputs the name of the token states and, if there is a second, of their plain mean
   */
  public static void write(
      Path model, int vocabulary, int hidden, boolean types, long seed, String... outputs)
      throws IOException {
    OnnxGraph graph = new OnnxGraph("table");
    String ids = graph.integerInput("input_ids", "batch", "sequence");
    graph.integerInput("attention_mask", "batch", "sequence");
    if (types) {
      graph.integerInput("token_type_ids", "batch", "sequence");
    }
    Random random = new Random(seed);
    float[] rows = new float[vocabulary * hidden];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    String known =
        graph.node("Clip", List.of(ids, graph.scalar(0L), graph.scalar((long) vocabulary - 1)));
    String table = graph.constant("table", rows, vocabulary, hidden);
    graph.namedNode(outputs[0], "Gather", List.of(table, known));
    if (outputs.length > 1) {
      graph.namedNode(
          outputs[1],
          "ReduceMean",
          List.of(outputs[0]),
          OnnxAttribute.of("axes", new long[] {1}),
          OnnxAttribute.of("keepdims", 0L));
      // First in the file, so that taking the first output would be wrong.
      graph.floatOutput(outputs[1], "batch", hidden);
    }
    graph.floatOutput(outputs[0], "batch", "sequence", hidden);
    try (OutputStream out = Files.newOutputStream(model)) {
      graph.writeTo(out);
    }
  }
}
