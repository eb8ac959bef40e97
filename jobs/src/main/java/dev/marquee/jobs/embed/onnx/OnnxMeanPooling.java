package dev.marquee.jobs.embed.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the last step of a sentence encoder to an ONNX export of its transformer: the token states,
 * {@code float[batch][sequence][hidden]}, become the output {@code last_hidden_state}, the unit
 * vector along the mean of those that {@code attention_mask} keeps, {@code float[batch][hidden]}.
 * Weights and nodes of the export are taken over as they stand, other outputs fall away. An input
 * {@code token_type_ids} that the export lacks is declared and not used, since Spark NLP feeds it.
 *
 * <p>The nodes added exist in every opset from 5 on. The mean's divisor is left out, since the
 * division by the length cancels it.
 */
public final class OnnxMeanPooling {
  /** What exports call the token states, the most usual first. */
  public static final List<String> STATE_NAMES = List.of(BertGraph.OUTPUT, "token_embeddings");

  // Field numbers of onnx.proto.
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;

  private static final int VALUE_NAME = 1;

  private static final String STATES = "pooling/states";
  private static final String TYPES = "token_type_ids";

  private final byte[] model;
  private final List<ProtobufField> graph;

  /** New names of the values that are renamed. */
  private final Map<String, String> names = new HashMap<>();

  private OnnxMeanPooling(byte[] model, ProtobufField graph) {
    this.model = model;
    this.graph = ProtobufField.of(model, graph.valueStart(), graph.end());
    List<String> outputs = valueNames(GRAPH_OUTPUT);
    // An inner value may have the name of the output to be.
    names.put(BertGraph.OUTPUT, "pooling/inner");
    names.put(
        STATE_NAMES.stream()
            .filter(outputs::contains)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no output " + STATE_NAMES + " in " + outputs)),
        STATES);
  }

  /**
   * Writes the export with pooling.
   *
   * @param model the ONNX file's bytes
   * @throws IllegalArgumentException if they are no ONNX model or have no token states
   */
  public static void write(byte[] model, OutputStream out) throws IOException {
    ProtobufMessage pooled = new ProtobufMessage();
    for (ProtobufField field : ProtobufField.of(model, 0, model.length)) {
      if (field.number() == MODEL_GRAPH) {
        pooled.message(MODEL_GRAPH, new OnnxMeanPooling(model, field).pooled());
      } else {
        pooled.encoded(field.encoded(model));
      }
    }
    pooled.writeTo(out);
  }

  private ProtobufMessage pooled() {
    ProtobufMessage pooled = new ProtobufMessage();
    for (ProtobufField field : graph) {
      switch (field.number()) {
        case GRAPH_NODE -> pooled.message(GRAPH_NODE, node(field));
        // Shapes noted for inner values may speak of the old output; runtimes infer them anyway.
        case GRAPH_OUTPUT, GRAPH_VALUE_INFO -> {}
        default -> pooled.encoded(field.encoded(model));
      }
    }
    if (!valueNames(GRAPH_INPUT).contains(TYPES)) {
      pooled.message(GRAPH_INPUT, OnnxGraph.integerValue(TYPES, "batch", "sequence"));
    }
    addPooling(pooled);
    return pooled.message(GRAPH_OUTPUT, OnnxGraph.floatValue(BertGraph.OUTPUT, "batch", "hidden"));
  }

  /** The names of the graph's inputs or outputs. */
  private List<String> valueNames(int kind) {
    return graph.stream()
        .filter(field -> field.number() == kind)
        .flatMap(value -> ProtobufField.of(model, value.valueStart(), value.end()).stream())
        .filter(field -> field.number() == VALUE_NAME)
        .map(field -> field.text(model))
        .toList();
  }

  /** The node, which knows renamed values under their new name. */
  private ProtobufMessage node(ProtobufField node) {
    ProtobufMessage renamed = new ProtobufMessage();
    for (ProtobufField field : ProtobufField.of(model, node.valueStart(), node.end())) {
      boolean name = field.number() == NODE_INPUT || field.number() == NODE_OUTPUT;
      String newName = name ? names.get(field.text(model)) : null;
      if (newName != null) {
        renamed.text(field.number(), newName);
      } else {
        renamed.encoded(field.encoded(model));
      }
    }
    return renamed;
  }

  private static void addPooling(ProtobufMessage graph) {
    graph.message(GRAPH_INITIALIZER, OnnxGraph.namedVector("pooling/row", 0, 1, -1));
    graph.message(GRAPH_INITIALIZER, OnnxGraph.namedVector("pooling/flat", 0, -1));
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
}
