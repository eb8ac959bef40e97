package dev.marquee.jobs.embed.onnx;

/**
 * A named attribute of an ONNX node ({@code AttributeProto}).
 *
 * @param name the attribute's name in the operator's definition
 * @param value a {@link Float}, a {@link Long} or a {@code long[]}
 */
record OnnxAttribute(String name, Object value) {
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT = 2;
  private static final int TYPE_INTS = 7;

  static OnnxAttribute of(String name, long value) {
    return new OnnxAttribute(name, value);
  }

  static OnnxAttribute of(String name, float value) {
    return new OnnxAttribute(name, value);
  }

  static OnnxAttribute of(String name, long... values) {
    return new OnnxAttribute(name, values);
  }

  ProtobufMessage message() {
    ProtobufMessage message = new ProtobufMessage().text(1, name);
    if (value instanceof Float real) {
      return message.real(2, real).integer(20, TYPE_FLOAT);
    }
    if (value instanceof Long integer) {
      return message.integer(3, integer).integer(20, TYPE_INT);
    }
    for (long element : (long[]) value) {
      message.integer(8, element);
    }
    return message.integer(20, TYPE_INTS);
  }
}
