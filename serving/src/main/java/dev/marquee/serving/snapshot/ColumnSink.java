package dev.marquee.serving.snapshot;

import dev.marquee.data.ColumnType;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.parquet.column.ColumnReader;

/** Takes the values of one column of all files in turn into a primitive array. */
abstract class ColumnSink {
  int size;

  /** A sink for a column's values, or for the elements of its lists. */
  static ColumnSink of(ColumnType type, int capacity) {
    return switch (type) {
      case LONG, LONG_ARRAY -> new Longs(capacity);
      case INT, INT_ARRAY -> new Ints(capacity);
      case FLOAT, FLOAT_ARRAY -> new Floats(capacity);
      case STRING, STRING_ARRAY -> new Strings(capacity);
    };
  }

  /** The first id that no row belongs to. */
  OptionalLong unknown() {
    return OptionalLong.empty();
  }

  /** Takes the reader's current value. */
  abstract void take(ColumnReader reader);

  /** Takes a null. */
  abstract void takeNull();

  /** The values so far, cut to their number. */
  abstract Object values();

  private static final class Longs extends ColumnSink {
    private final long[] values;

    Longs(int capacity) {
      values = new long[capacity];
    }

    @Override
    void take(ColumnReader reader) {
      values[size++] = reader.getLong();
    }

    @Override
    void takeNull() {
      values[size++] = Long.MIN_VALUE;
    }

    @Override
    Object values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  private static final class Ints extends ColumnSink {
    private final int[] values;

    Ints(int capacity) {
      values = new int[capacity];
    }

    @Override
    void take(ColumnReader reader) {
      values[size++] = reader.getInteger();
    }

    @Override
    void takeNull() {
      values[size++] = Integer.MIN_VALUE;
    }

    @Override
    Object values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  private static final class Floats extends ColumnSink {
    private float[] values;

    Floats(int capacity) {
      values = new float[capacity];
    }

    @Override
    void take(ColumnReader reader) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size + 1);
      }
      values[size++] = reader.getFloat();
    }

    @Override
    void takeNull() {
      values[size++] = Float.NaN;
    }

    @Override
    Object values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  private static final class Strings extends ColumnSink {
    private final String[] values;

    Strings(int capacity) {
      values = new String[capacity];
    }

    @Override
    void take(ColumnReader reader) {
      values[size++] = reader.getBinary().toStringUsingUTF8();
    }

    @Override
    void takeNull() {
      values[size++] = null;
    }

    @Override
    Object values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }
}
