package dev.marquee.jobs.embed.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the linear layers of an ONNX export count in 8-bit integers: every {@code MatMul} with a
 * constant matrix becomes {@code MatMulInteger}. The matrix is rounded once, with a scale for each
 * column ({@link QuantizedMatrix}); the other side is rounded anew in every call, with one scale
 * for the tensor ({@code DynamicQuantizeLinear}). Everything else stays as it is: embeddings,
 * normalisations, attention's own products, and matrices that lie in other files.
 */
public final class OnnxQuantization {
  // Field numbers of onnx.proto.
  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_OPSET = 8;
  private static final int OPSET_DOMAIN = 1;
  private static final int OPSET_VERSION = 2;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;

  /** The first opset with {@code DynamicQuantizeLinear}. */
  private static final long FIRST_OPSET = 11;

  private static final String PREFIX = "quantized/";

  private final byte[] model;
  private final List<ProtobufField> graph;
  private final Map<String, QuantizedMatrix> matrices = new HashMap<>();

  /** Tensors that are rounded already, because an earlier layer reads them too. */
  private final Set<String> rounded = new HashSet<>();

  private final ProtobufMessage result = new ProtobufMessage();

  private OnnxQuantization(byte[] model, ProtobufField graph) {
    this.model = model;
    this.graph = ProtobufField.of(model, graph.valueStart(), graph.end());
  }

  /**
   * Writes the quantized export.
   *
   * @param model the ONNX file's bytes
   * @throws IllegalArgumentException if they are no ONNX model, or of an opset before 11
   */
  public static void write(byte[] model, OutputStream out) throws IOException {
    ProtobufMessage quantized = new ProtobufMessage();
    for (ProtobufField field : ProtobufField.of(model, 0, model.length)) {
      if (field.number() == MODEL_OPSET) {
        checkOpset(model, field);
      }
      if (field.number() == MODEL_GRAPH) {
        quantized.message(MODEL_GRAPH, new OnnxQuantization(model, field).quantized());
      } else {
        quantized.encoded(field.encoded(model));
      }
    }
    quantized.writeTo(out);
  }

  private static void checkOpset(byte[] model, ProtobufField opset) {
    long version = 0;
    String domain = "";
    for (ProtobufField field : ProtobufField.of(model, opset.valueStart(), opset.end())) {
      switch (field.number()) {
        case OPSET_DOMAIN -> domain = field.text(model);
        case OPSET_VERSION -> version = field.integer(model);
        default -> {}
      }
    }
    if (domain.isEmpty() && version < FIRST_OPSET) {
      throw new IllegalArgumentException(
          "the model is of opset " + version + ", expected 11 or later to quantize it");
    }
  }

  private ProtobufMessage quantized() {
    List<Node> nodes =
        graph.stream().filter(field -> field.number() == GRAPH_NODE).map(this::node).toList();
    findMatrices(nodes);
    for (Node node : nodes) {
      if (isLinear(node)) {
        addLinear(node);
      } else {
        result.encoded(node.field().encoded(model));
      }
    }
    for (ProtobufField field : graph) {
      if (field.number() != GRAPH_NODE) {
        addRest(field, nodes);
      }
    }
    return result;
  }

  private void findMatrices(List<Node> nodes) {
    Set<String> multiplied = new HashSet<>();
    for (Node node : nodes) {
      if (node.operator().equals("MatMul")) {
        multiplied.add(node.inputs().get(1));
      }
    }
    for (ProtobufField field : graph) {
      if (field.number() == GRAPH_INITIALIZER) {
        Optional<QuantizedMatrix> matrix = QuantizedMatrix.of(model, field, multiplied);
        matrix.ifPresent(found -> matrices.put(found.name(), found));
      }
    }
  }

  private boolean isLinear(Node node) {
    return node.operator().equals("MatMul") && matrices.containsKey(node.inputs().get(1));
  }

  /** Constants and declarations; a matrix goes where only linear layers read it. */
  private void addRest(ProtobufField field, List<Node> nodes) {
    if (field.number() == GRAPH_INITIALIZER) {
      String name = QuantizedMatrix.name(model, field);
      QuantizedMatrix matrix = matrices.get(name);
      if (matrix != null) {
        matrix.initializers(PREFIX).forEach(tensor -> result.message(GRAPH_INITIALIZER, tensor));
        if (nodes.stream().allMatch(node -> isLinear(node) || !node.inputs().contains(name))) {
          return;
        }
      }
    }
    result.encoded(field.encoded(model));
  }

  /** x W = (x8 W8) scale(x) scale(W), where both sides are taken less their zero points. */
  private void addLinear(Node node) {
    String x = PREFIX + node.inputs().get(0);
    String matrix = PREFIX + node.inputs().get(1);
    String y = PREFIX + node.output();
    if (rounded.add(x)) {
      add("DynamicQuantizeLinear", List.of(node.inputs().get(0)), x, x + "/scale", x + "/zero");
    }
    add("MatMulInteger", List.of(x, matrix, x + "/zero", matrix + "/zero"), y + "/product");
    ProtobufMessage cast = new ProtobufMessage().text(NODE_INPUT, y + "/product");
    result.message(
        GRAPH_NODE, OnnxGraph.complete(cast, y + "/float", "Cast", OnnxAttribute.of("to", 1L)));
    add("Mul", List.of(x + "/scale", matrix + "/scale"), y + "/scale");
    add("Mul", List.of(y + "/float", y + "/scale"), node.output());
  }

  private void add(String operator, List<String> inputs, String... outputs) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.text(NODE_INPUT, input));
    for (String output : outputs) {
      node.text(NODE_OUTPUT, output);
    }
    result.message(GRAPH_NODE, node.text(NODE_OPERATOR, operator));
  }

  private Node node(ProtobufField node) {
    List<String> inputs = new ArrayList<>();
    String operator = "";
    String output = "";
    for (ProtobufField field : ProtobufField.of(model, node.valueStart(), node.end())) {
      switch (field.number()) {
        case NODE_INPUT -> inputs.add(field.text(model));
        case NODE_OUTPUT -> output = field.text(model);
        case NODE_OPERATOR -> operator = field.text(model);
        default -> {}
      }
    }
    return new Node(node, operator, inputs, output);
  }

  /** A node with one output of interest. */
  private record Node(ProtobufField field, String operator, List<String> inputs, String output) {}
}
