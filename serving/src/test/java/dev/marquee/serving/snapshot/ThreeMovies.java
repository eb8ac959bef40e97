package dev.marquee.serving.snapshot;

import static java.util.Arrays.asList;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.serving.bench.ParquetRows;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The tables of a snapshot of three movies in two files, out of order; user 7 rated 1 and 3. */
final class ThreeMovies {
  private final SnapshotDirectory snapshot;
  private final CompressionCodecName codec;

  private ThreeMovies(SnapshotDirectory snapshot, CompressionCodecName codec) {
    this.snapshot = snapshot;
    this.codec = codec;
  }

  /** Writes all tables that the service reads. */
  static void write(SnapshotDirectory snapshot, CompressionCodecName codec) {
    new ThreeMovies(snapshot, codec).write();
  }

  private void write() {
    put(
        Tables.MOVIES,
        "a.parquet",
        asList(3L, "Three", null, List.of(), null, null, null),
        asList(1L, "One", 1991, List.of("War", "Drama"), "First.", "1", "11"));
    put(Tables.MOVIES, "b.parquet", asList(2L, "Two", 1992, List.of("Drama"), null, null, null));
    put(Tables.TAGS, "a.parquet", List.of(7L, 3L, "slow", 100L), List.of(8L, 3L, "slow", 100L));
    put(
        Tables.MOVIE_EMBEDDINGS,
        "a.parquet",
        List.of(2L, "b", List.of(0.6f, 0.8f)),
        List.of(3L, "c", List.of(0f, 1f)),
        List.of(1L, "a", List.of(1f, 0f)));
    put(
        Tables.MOVIE_TFIDF,
        "a.parquet",
        List.of(3L, List.of(), List.of()),
        List.of(1L, List.of(0, 4), List.of(0.6f, 0.8f)),
        List.of(2L, List.of(4), List.of(1f)));
    put(
        Tables.SIMILAR_MOVIES,
        "a.parquet",
        List.of(1L, 2, 3L, 0.1f, 0f, 0f, 1f),
        List.of(2L, 1, 1L, 0.8f, 0f, 0f, 1f),
        List.of(1L, 1, 2L, 0.8f, 0f, 0f, 1f));
    put(
        Tables.MOVIE_POPULARITY,
        "a.parquet",
        asList(3L, 0L, null, 4f, 0f, 0f, 0.3f),
        asList(2L, 1L, 5f, 4f, 0f, 2f, 0.2f),
        asList(1L, 9L, 3f, 4f, 0f, 1f, 0.1f));
    put(Tables.USER_FACTORS, "a.parquet", List.of(7L, List.of(7f), List.of(8f, 9f)));
    put(
        Tables.MOVIE_FACTORS,
        "a.parquet",
        List.of(2L, List.of(2f), List.of(20f), List.of(4f, 5f, 6f)),
        List.of(1L, List.of(1f), List.of(10f), List.of(1f, 2f, 3f)),
        List.of(3L, List.of(3f), List.of(30f), List.of(7f, 8f, 9f)));
    put(
        Tables.NCF_POOLING,
        "a.parquet",
        List.of(1, "mlp", 2, 1f, 1f, 0f, 0f, 2, List.of(0.1f, 0.2f), List.of(), List.of(0f, 0f)),
        List.of(0, "gmf", 1, 0.5f, 20f, 0.25f, 3f, 1, List.of(), List.of(4f), List.of(0.5f)));
    put(
        Tables.NCF_LAYERS,
        "a.parquet",
        asList(1, "output", 3, 1, List.of(1f, 2f, 3f), List.of(0f), "sigmoid", null),
        asList(0, "mlp_1", 3, 2, List.of(1f, 2f, 3f, 4f, 5f, 6f), List.of(0f, 1f), "relu", null));
    put(Tables.RECOMMENDATIONS, "a.parquet", List.of(7L, 1, 2L, 0.9f));
    put(
        Tables.USER_HISTORIES,
        "a.parquet",
        List.of(7L, List.of(3L, 1L), List.of(4f, 5f), List.of(100L, 200L)));
  }

  private void put(Table table, String file, List<?>... rows) {
    ParquetRows.write(snapshot, table, table.columns(), file, codec, List.of(rows));
  }
}
