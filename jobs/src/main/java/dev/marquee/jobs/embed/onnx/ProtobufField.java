package dev.marquee.jobs.embed.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One field of an encoded protobuf message, as places in its bytes.
 *
 * @param number the field's number
 * @param start where its tag begins
 * @param valueStart where its value begins, after the length if it has one
 * @param end where it ends
 */
record ProtobufField(int number, int start, int valueStart, int end) {

  /**
   * The fields of the message between two places, nested messages unopened.
   *
   * @throws IllegalArgumentException if the bytes are no protobuf message
   */
  static List<ProtobufField> of(byte[] bytes, int from, int to) {
    List<ProtobufField> fields = new ArrayList<>();
    int at = from;
    while (at < to) {
      int start = at;
      long tag = varint(bytes, at);
      at += varintLength(bytes, at);
      int valueStart = at;
      switch ((int) (tag & 7)) {
        case 0 -> at += varintLength(bytes, at);
        case 1 -> at += Long.BYTES;
        case 2 -> {
          valueStart += varintLength(bytes, at);
          at = Math.toIntExact(valueStart + varint(bytes, at));
        }
        case 5 -> at += Integer.BYTES;
        default -> throw new IllegalArgumentException("wire type " + (tag & 7) + " at " + start);
      }
      if (at > to || at <= start) {
        throw new IllegalArgumentException("field at " + start + " ends beyond its message");
      }
      fields.add(new ProtobufField((int) (tag >>> 3), start, valueStart, at));
    }
    return fields;
  }

  /** The field with its tag, as it stands. */
  byte[] encoded(byte[] bytes) {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** The value of a string field. */
  String text(byte[] bytes) {
    return new String(bytes, valueStart, end - valueStart, StandardCharsets.UTF_8);
  }

  /** The value of an integer, enumeration or boolean field. */
  long integer(byte[] bytes) {
    return varint(bytes, valueStart);
  }

  /** The values of a repeated integer field: one, or several where they are packed. */
  List<Long> integers(byte[] bytes) {
    if ((bytes[start] & 7) == 0) {
      return List.of(integer(bytes));
    }
    List<Long> values = new ArrayList<>();
    for (int at = valueStart; at < end; at += varintLength(bytes, at)) {
      values.add(varint(bytes, at));
    }
    return values;
  }

  private static long varint(byte[] bytes, int at) {
    long value = 0;
    for (int i = 0; i < varintLength(bytes, at); i++) {
      value |= (long) (bytes[at + i] & 0x7F) << (7 * i);
    }
    return value;
  }

  private static int varintLength(byte[] bytes, int at) {
    int length = 1;
    while (at + length <= bytes.length && bytes[at + length - 1] < 0) {
      length++;
    }
    if (length > 10 || at + length > bytes.length) {
      throw new IllegalArgumentException("no number at " + at);
    }
    return length;
  }
}
