package dev.marquee.jobs.embed.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Adds the last step of a sentence encoder to an ONNX export of its transformer: the output {@code
 * last_hidden_state}, {@code float[batch][sequence][hidden]}, becomes the unit vector along the
 * mean of the token states that {@code attention_mask} keeps, {@code float[batch][hidden]}, under
 * the same name. Weights and nodes of the export are taken over as they stand, other outputs fall
 * away.
 *
 * <p>The nodes added exist in every opset from 5 on. The mean's divisor is left out, since the
 * division by the length cancels it.
 */
public final class OnnxMeanPooling {
  // Field numbers of onnx.proto.
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;

  private static final String STATES = "pooling/states";

  private OnnxMeanPooling() {}

  /**
   * Writes the export with pooling.
   *
   * @param model the ONNX file's bytes
   * @throws IllegalArgumentException if they are no ONNX model
   */
  public static void write(byte[] model, OutputStream out) throws IOException {
    ProtobufMessage pooled = new ProtobufMessage();
    for (ProtobufField field : ProtobufField.of(model, 0, model.length)) {
      if (field.number() == MODEL_GRAPH) {
        pooled.message(MODEL_GRAPH, graph(model, field));
      } else {
        pooled.encoded(field.encoded(model));
      }
    }
    pooled.writeTo(out);
  }

  private static ProtobufMessage graph(byte[] model, ProtobufField graph) {
    ProtobufMessage pooled = new ProtobufMessage();
    for (ProtobufField field : ProtobufField.of(model, graph.valueStart(), graph.end())) {
      switch (field.number()) {
        case GRAPH_NODE -> pooled.message(GRAPH_NODE, node(model, field));
        // Shapes noted for inner values may speak of the old output; runtimes infer them anyway.
        case GRAPH_OUTPUT, GRAPH_VALUE_INFO -> {}
        default -> pooled.encoded(field.encoded(model));
      }
    }
    addPooling(pooled);
    return pooled.message(GRAPH_OUTPUT, OnnxGraph.floatValue(BertGraph.OUTPUT, "batch", "hidden"));
  }

  /** The node, which knows the token states under their new name. */
  private static ProtobufMessage node(byte[] model, ProtobufField node) {
    ProtobufMessage renamed = new ProtobufMessage();
    for (ProtobufField field : ProtobufField.of(model, node.valueStart(), node.end())) {
      boolean name = field.number() == NODE_INPUT || field.number() == NODE_OUTPUT;
      if (name && field.text(model).equals(BertGraph.OUTPUT)) {
        renamed.text(field.number(), STATES);
      } else {
        renamed.encoded(field.encoded(model));
      }
    }
    return renamed;
  }

  private static void addPooling(ProtobufMessage graph) {
    graph.message(GRAPH_INITIALIZER, vector("pooling/row", 0, 1, -1));
    graph.message(GRAPH_INITIALIZER, vector("pooling/flat", 0, -1));
    add(graph, "Cast", "pooling/mask", "attention_mask", "", OnnxAttribute.of("to", 1L));
    // [batch][1][sequence] x [batch][sequence][hidden] sums the states that the mask keeps.
    add(graph, "Reshape", "pooling/weights", "pooling/mask", "pooling/row");
    add(graph, "MatMul", "pooling/sums", "pooling/weights", STATES);
    add(graph, "Reshape", "pooling/sum", "pooling/sums", "pooling/flat");
    add(
        graph,
        "LpNormalization",
        BertGraph.OUTPUT,
        "pooling/sum",
        "",
        OnnxAttribute.of("axis", -1L),
        OnnxAttribute.of("p", 2L));
  }

  private static void add(
      ProtobufMessage graph,
      String operator,
      String output,
      String input,
      String secondInput,
      OnnxAttribute... attributes) {
    ProtobufMessage node = new ProtobufMessage().text(NODE_INPUT, input);
    if (!secondInput.isEmpty()) {
      node.text(NODE_INPUT, secondInput);
    }
    graph.message(GRAPH_NODE, OnnxGraph.complete(node, output, operator, attributes));
  }

  private static ProtobufMessage vector(String name, long... values) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asLongBuffer().put(values);
    return OnnxGraph.tensor(name, OnnxGraph.INT64, data, values.length);
  }
}
