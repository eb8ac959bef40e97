package dev.marquee.jobs.embed.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A constant float matrix as 8-bit integers: {@code w = (q - 128) scale}, with a scale for each
 * column, its largest absolute value over 127. The integers are unsigned because products of signed
 * ones overflow on processors before VNNI.
 */
final class QuantizedMatrix {
  // Field numbers of TensorProto.
  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;

  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int ZERO = 128;
  private static final int LARGEST = 127;

  private final String name;
  private final int rows;
  private final byte[] values;
  private final float[] scales;

  private QuantizedMatrix(String name, int rows, int columns, FloatBuffer exact) {
    this.name = name;
    this.rows = rows;
    values = new byte[rows * columns];
    scales = new float[columns];
    for (int i = 0; i < values.length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(exact.get(i)) / LARGEST);
    }
    for (int i = 0; i < values.length; i++) {
      float scale = scales[i % columns];
      values[i] = (byte) (ZERO + (scale == 0 ? 0 : Math.round(exact.get(i) / scale)));
    }
  }

  /** The name of a constant ({@code TensorProto}). */
  static String name(byte[] model, ProtobufField tensor) {
    return ProtobufField.of(model, tensor.valueStart(), tensor.end()).stream()
        .filter(field -> field.number() == NAME)
        .map(field -> field.text(model))
        .findFirst()
        .orElse("");
  }

  /** The constant as integers, if it is one of these names and a float matrix in this file. */
  static Optional<QuantizedMatrix> of(byte[] model, ProtobufField tensor, Set<String> names) {
    String name = name(model, tensor);
    if (!names.contains(name)) {
      return Optional.empty();
    }
    List<Long> shape = new ArrayList<>();
    long type = 0;
    FloatBuffer exact = FloatBuffer.allocate(0);
    for (ProtobufField field : ProtobufField.of(model, tensor.valueStart(), tensor.end())) {
      switch (field.number()) {
        case DIMENSIONS -> shape.addAll(field.integers(model));
        case TYPE -> type = field.integer(model);
        case FLOAT_DATA, RAW_DATA ->
            exact =
                ByteBuffer.wrap(model, field.valueStart(), field.end() - field.valueStart())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
        default -> {}
      }
    }
    if (type != FLOAT || shape.size() != 2 || shape.get(0) * shape.get(1) != exact.remaining()) {
      return Optional.empty();
    }
    return Optional.of(
        new QuantizedMatrix(
            name, Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)), exact));
  }

  /** The matrix's own name. */
  String name() {
    return name;
  }

  /** The integers, the scales and the zero points, named with this prefix. */
  List<ProtobufMessage> initializers(String prefix) {
    byte[] zeros = new byte[scales.length];
    Arrays.fill(zeros, (byte) ZERO);
    byte[] scaleBytes = new byte[scales.length * Float.BYTES];
    ByteBuffer.wrap(scaleBytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(scales);
    return List.of(
        OnnxGraph.tensor(prefix + name, UINT8, values, rows, scales.length),
        OnnxGraph.tensor(prefix + name + "/scale", FLOAT, scaleBytes, scales.length),
        OnnxGraph.tensor(prefix + name + "/zero", UINT8, zeros, scales.length));
  }
}
