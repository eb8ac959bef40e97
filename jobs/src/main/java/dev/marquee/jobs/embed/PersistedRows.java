package dev.marquee.jobs.embed;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Rows that are computed once and kept, on disk where memory is short, until this is closed. */
final class PersistedRows implements AutoCloseable {
  private final List<Dataset<Row>> kept = new ArrayList<>();

  /** Marks rows to be kept from their first use on. */
  Dataset<Row> keep(Dataset<Row> rows) {
    kept.add(rows.persist(StorageLevel.MEMORY_AND_DISK()));
    return rows;
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }
}
