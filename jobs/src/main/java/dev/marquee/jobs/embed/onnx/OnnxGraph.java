package dev.marquee.jobs.embed.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds an ONNX model ({@code ModelProto}, opset 17) node by node. Every method that adds a value
 * returns its name, which later nodes take as input. The file depends on the calls alone, byte for
 * byte.
 */
public final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ProtobufMessage graph = new ProtobufMessage();
  private final Map<String, Integer> used = new HashMap<>();
  private final String name;

  /** An empty graph of this name. */
  public OnnxGraph(String name) {
    this.name = name;
  }

  /** Declares a 64-bit integer input; a dimension is a number or a symbolic name. */
  public String integerInput(String input, Object... dimensions) {
    graph.message(11, integerValue(input, dimensions));
    return input;
  }

  /** Adds to a node's inputs its output, operator and attributes. */
  static ProtobufMessage complete(
      ProtobufMessage node, String output, String operator, OnnxAttribute... attributes) {
    node.text(2, output).text(4, operator);
    for (OnnxAttribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    return node;
  }

  /** A constant 64-bit integer vector ({@code TensorProto}) of this name. */
  static ProtobufMessage namedVector(String name, long... values) {
    return tensor(name, INT64, littleEndian(values), values.length);
  }

  /** A constant ({@code TensorProto}) of little-endian values. */
  static ProtobufMessage tensor(String name, int type, byte[] data, int... shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (int dimension : shape) {
      tensor.integer(1, dimension);
    }
    return tensor.integer(2, type).text(8, name).bytes(9, data);
  }

  /** The declaration ({@code ValueInfoProto}) of a 64-bit integer tensor. */
  static ProtobufMessage integerValue(String name, Object... dimensions) {
    return valueInfo(name, INT64, dimensions);
  }

  /** The declaration ({@code ValueInfoProto}) of a float tensor. */
  static ProtobufMessage floatValue(String name, Object... dimensions) {
    return valueInfo(name, FLOAT, dimensions);
  }

  /** Declares a float output that a node of this name computes. */
  public void floatOutput(String output, Object... dimensions) {
    graph.message(12, floatValue(output, dimensions));
  }

  /** A constant float tensor, values in row-major order; no dimensions make a scalar. */
  public String constant(String hint, float[] values, int... shape) {
    checkSize(hint, values.length, shape);
    byte[] data = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return initializer(hint, FLOAT, data, shape);
  }

  /** A constant 64-bit integer vector. */
  public String vector(long... values) {
    return initializer("vector", INT64, littleEndian(values), values.length);
  }

  /** A constant 64-bit integer scalar. */
  public String scalar(long value) {
    return initializer("scalar", INT64, littleEndian(value));
  }

  /** A constant float scalar. */
  public String scalar(float value) {
    return constant("scalar", new float[] {value});
  }

  /** A node with one output, whose name the graph makes up. */
  String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
    return namedNode(unique(operator), operator, inputs, attributes);
  }

  /** A node with one output of a given name. */
  String namedNode(
      String output, String operator, List<String> inputs, OnnxAttribute... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.text(1, input));
    graph.message(1, complete(node, output, operator, attributes));
    return output;
  }

  /** Writes the model; the graph must not be added to afterwards. */
  public void writeTo(OutputStream out) throws IOException {
    graph.text(2, name);
    ProtobufMessage opset = new ProtobufMessage().text(1, "").integer(2, OPSET);
    new ProtobufMessage()
        .integer(1, IR_VERSION)
        .text(2, "marquee")
        .message(8, opset)
        .message(7, graph)
        .writeTo(out);
  }

  private String initializer(String hint, int type, byte[] data, int... shape) {
    String unique = unique(hint);
    graph.message(5, tensor(unique, type, data, shape));
    return unique;
  }

  private String unique(String hint) {
    int number = used.merge(hint, 1, Integer::sum);
    return number == 1 ? hint : hint + "_" + number;
  }

  private static ProtobufMessage valueInfo(String name, int type, Object... dimensions) {
    ProtobufMessage shape = new ProtobufMessage();
    for (Object dimension : dimensions) {
      ProtobufMessage message = new ProtobufMessage();
      shape.message(
          1,
          dimension instanceof Number number
              ? message.integer(1, number.longValue())
              : message.text(2, dimension.toString()));
    }
    ProtobufMessage tensor = new ProtobufMessage().integer(1, type).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }

  private static byte[] littleEndian(long... values) {
    byte[] data = new byte[values.length * Long.BYTES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return data;
  }

  private static void checkSize(String hint, int values, int... shape) {
    long expected = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    if (values != expected) {
      throw new IllegalArgumentException(
          hint + " has " + values + " values, expected " + Arrays.toString(shape));
    }
  }
}
