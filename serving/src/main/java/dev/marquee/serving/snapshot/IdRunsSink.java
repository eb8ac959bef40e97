package dev.marquee.serving.snapshot;

import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;

/** Keeps ids, which are never null, that follow each other once. */
final class IdRunsSink extends ColumnSink {
  private long[] ids = new long[1024];
  private int[] starts = new int[1024];
  private int runs;

  @Override
  void take(ColumnReader reader) {
    long id = reader.getLong();
    if (runs == 0 || ids[runs - 1] != id) {
      if (runs == ids.length) {
        ids = Arrays.copyOf(ids, 2 * runs);
        starts = Arrays.copyOf(starts, 2 * runs);
      }
      ids[runs] = id;
      starts[runs++] = size;
    }
    size++;
  }

  @Override
  void takeNull() {
    throw new IllegalStateException("ids are never null");
  }

  @Override
  Object values() {
    int[] offsets = Arrays.copyOf(starts, runs + 1);
    offsets[runs] = size;
    return new Runs(Arrays.copyOf(ids, runs), offsets);
  }
}
