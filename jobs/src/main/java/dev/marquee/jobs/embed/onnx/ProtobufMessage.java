package dev.marquee.jobs.embed.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message in protobuf's wire format, field after field in the order of the calls. Large fields
 * and nested messages are kept by reference, so that a model's weights exist once in memory.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final List<byte[]> chunks = new ArrayList<>();
  private long length;

  /** An integer, enumeration or boolean field. */
  ProtobufMessage integer(int field, long value) {
    ByteArrayOutputStream bytes = tag(field, VARINT);
    varint(bytes, value);
    return append(bytes.toByteArray());
  }

  /** A {@code float} field. */
  ProtobufMessage real(int field, float value) {
    ByteArrayOutputStream bytes = tag(field, FIXED_32);
    int bits = Float.floatToIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes.write(bits >>> shift);
    }
    return append(bytes.toByteArray());
  }

  /** A {@code string} field. */
  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code bytes} field; the array must not change until the message is written. */
  ProtobufMessage bytes(int field, byte[] value) {
    return header(field, value.length).append(value);
  }

  /** A nested message, complete at the time of the call. */
  ProtobufMessage message(int field, ProtobufMessage value) {
    header(field, value.length);
    value.chunks.forEach(this::append);
    return this;
  }

  /** A field that is encoded already, with its tag. */
  ProtobufMessage encoded(byte[] field) {
    return append(field);
  }

  /** Writes the message's bytes. */
  void writeTo(OutputStream out) throws IOException {
    for (byte[] chunk : chunks) {
      out.write(chunk);
    }
  }

  private ProtobufMessage header(int field, long size) {
    ByteArrayOutputStream bytes = tag(field, LENGTH_DELIMITED);
    varint(bytes, size);
    return append(bytes.toByteArray());
  }

  private ProtobufMessage append(byte[] chunk) {
    chunks.add(chunk);
    length += chunk.length;
    return this;
  }

  private static ByteArrayOutputStream tag(int field, int wireType) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16);
    varint(bytes, (long) field << 3 | wireType);
    return bytes;
  }

  private static void varint(ByteArrayOutputStream bytes, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
