package dev.marquee.serving.snapshot;

import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.parquet.column.ColumnReader;

/** Keeps of ids, which are never null, the rows to which they belong: half as large. */
final class IdRowsSink extends ColumnSink {
  private final Ids ids;
  private final int[] rows;
  private OptionalLong unknown = OptionalLong.empty();

  IdRowsSink(Ids ids, int capacity) {
    this.ids = ids;
    rows = new int[capacity];
  }

  @Override
  void take(ColumnReader reader) {
    long id = reader.getLong();
    int row = ids.rowOf(id);
    if (row < 0 && unknown.isEmpty()) {
      unknown = OptionalLong.of(id);
    }
    rows[size++] = row;
  }

  @Override
  void takeNull() {
    throw new IllegalStateException("ids are never null");
  }

  @Override
  OptionalLong unknown() {
    return unknown;
  }

  @Override
  Object values() {
    return size == rows.length ? rows : Arrays.copyOf(rows, size);
  }
}
