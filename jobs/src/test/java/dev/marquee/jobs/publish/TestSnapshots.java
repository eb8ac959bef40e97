package dev.marquee.jobs.publish;

import dev.marquee.data.Column;
import dev.marquee.data.ColumnType;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StageRecord;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A small snapshot in which everything is right: four movies (4 has neither words nor ratings),
 * user 7 who rated 1 and 2, user 9 who rated 3. Written once, then copied.
 */
public final class TestSnapshots {
  private static final Map<Table, List<Row>> ROWS = rows();

  private final SparkSession spark;
  private final Path template;

  /**
   * Snapshots written with this session.
   *
   * @param template a folder for the first copy, empty or with the one of another process
   */
  public TestSnapshots(SparkSession spark, Path template) {
    this.spark = spark;
    this.template = template;
    if (Files.exists(template.resolve("models"))) {
      return;
    }
    ROWS.forEach((table, rows) -> write(template.resolve(table.name()), schema(table), rows));
    try {
      Path tfidf = Files.createDirectories(template.resolve("models/tfidf/metadata"));
      Files.writeString(tfidf.resolve("part-00000"), "{}");
      Files.writeString(tfidf.resolve("_SUCCESS"), "");
      Path ncf = Files.createDirectories(template.resolve("models/ncf"));
      Files.writeString(ncf.resolve("parameters"), "0.1 0.2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh staged snapshot with all tables, models and stage records. */
  public StagedSnapshot stage(SnapshotStore store) {
    StagedSnapshot staged = store.stage();
    copy(template, folder(staged));
    record(
        staged,
        "ingest",
        List.of(),
        List.of(Tables.MOVIES, Tables.RATINGS, Tables.TAGS, Tables.REJECTED_ROWS));
    record(staged, "tfidf", List.of(Tables.MOVIES, Tables.TAGS), List.of(Tables.MOVIE_TFIDF));
    record(staged, "embed", List.of(Tables.MOVIES), List.of(Tables.MOVIE_EMBEDDINGS));
    record(
        staged,
        "similar",
        List.of(Tables.MOVIES, Tables.MOVIE_TFIDF, Tables.MOVIE_EMBEDDINGS),
        List.of(Tables.SIMILAR_MOVIES));
    record(staged, "popularity", List.of(Tables.RATINGS), List.of(Tables.MOVIE_POPULARITY));
    record(
        staged,
        "train-ncf",
        List.of(Tables.RATINGS, Tables.MOVIES, Tables.MOVIE_TFIDF, Tables.MOVIE_EMBEDDINGS),
        List.of(Tables.USER_FACTORS, Tables.MOVIE_FACTORS, Tables.NCF_LAYERS, Tables.NCF_POOLING));
    record(
        staged,
        "recommend",
        List.of(Tables.RATINGS, Tables.USER_FACTORS, Tables.MOVIE_FACTORS, Tables.NCF_LAYERS),
        List.of(Tables.RECOMMENDATIONS, Tables.USER_HISTORIES));
    return staged;
  }

  /** The rows of a table of the valid snapshot, to change some. */
  public static List<Row> rows(Table table) {
    return new ArrayList<>(ROWS.get(table));
  }

  /** A row; lists become arrays. */
  public static Row row(Object... values) {
    return RowFactory.create(values);
  }

  /** Replaces a table, and the number of rows in the ledger, under the same runs. */
  public void replace(StagedSnapshot staged, Table table, List<Row> rows) {
    replace(staged, table, schema(table), rows);
  }

  /** Replaces a table by one of any schema. */
  public void replace(StagedSnapshot staged, Table table, StructType schema, List<Row> rows) {
    write(folder(staged).resolve(table.name()), schema, rows);
    StageRecord record =
        staged.records().stream()
            .filter(candidate -> candidate.rows().containsKey(table.name()))
            .findFirst()
            .orElseThrow();
    Map<String, Long> counts = new TreeMap<>(record.rows());
    counts.put(table.name(), (long) rows.size());
    staged.record(
        new StageRecord(
            record.stage(),
            record.runId(),
            record.startedAt(),
            record.seconds(),
            record.inputs(),
            counts,
            record.metrics()));
  }

  /** Adds the record of another run of a stage. */
  public static void record(
      StagedSnapshot staged, String stage, List<Table> reads, List<Table> writes) {
    Map<String, Long> counts = new TreeMap<>();
    writes.forEach(table -> counts.put(table.name(), (long) ROWS.get(table).size()));
    String runId = stage + "-" + System.nanoTime();
    staged.record(
        new StageRecord(
            stage,
            runId,
            "2026-11-22T15:04:05Z",
            0.5,
            staged.writerRuns(reads),
            counts,
            Map.of("seen", 1.0)));
  }

  /** The local folder of a staged snapshot. */
  public static Path folder(StagedSnapshot staged) {
    return Path.of(staged.directory().directory().toUri().getPath());
  }

  /** The one Parquet file of a table of the staged snapshot. */
  public static Path parquetFile(StagedSnapshot staged, Table table) {
    try (Stream<Path> files = Files.list(folder(staged).resolve(table.name()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table's schema in which everything may be null, so that faults can be written. */
  public static StructType schema(Table table) {
    StructType schema = new StructType();
    for (Column column : table.columns()) {
      schema = schema.add(column.name(), type(column.type()), true);
    }
    return schema;
  }

  private static DataType type(ColumnType type) {
    DataType strict = SparkSchemas.type(type);
    return strict instanceof ArrayType array
        ? DataTypes.createArrayType(array.elementType(), true)
        : strict;
  }

  private void write(Path folder, StructType schema, List<Row> rows) {
    spark
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.toString());
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Table, List<Row>> rows() {
    Map<Table, List<Row>> rows = new LinkedHashMap<>();
    rows.put(
        Tables.MOVIES,
        List.of(
            row(1L, "One", 1991, List.of("Drama"), "A first.", "1", "11"),
            row(2L, "Two", 1992, List.of("Drama", "War"), null, null, null),
            row(3L, "Three", null, List.of("Comedy"), "A third.", null, null),
            row(4L, "Four", 1994, List.of(), null, null, null)));
    rows.put(
        Tables.RATINGS,
        List.of(row(7L, 1L, 4f, 100L), row(7L, 2L, 5f, 200L), row(9L, 3L, 3f, 150L)));
    rows.put(Tables.TAGS, List.of(row(7L, 1L, "sad", 101L)));
    rows.put(Tables.REJECTED_ROWS, List.of());
    rows.put(
        Tables.MOVIE_TFIDF,
        List.of(
            // 0.6^2 + 0.8^2 = 1
            row(1L, List.of(0, 3), List.of(0.6f, 0.8f)),
            row(2L, List.of(3), List.of(1f)),
            row(3L, List.of(1), List.of(1f)),
            row(4L, List.of(), List.of())));
    rows.put(
        Tables.MOVIE_EMBEDDINGS,
        List.of(
            row(1L, "a", List.of(1f, 0f)),
            row(2L, "b", List.of(0.6f, 0.8f)),
            row(3L, "c", List.of(0f, 1f)),
            row(4L, "d", List.of(-0.8f, 0.6f))));
    rows.put(
        Tables.SIMILAR_MOVIES,
        List.of(
            row(1L, 1, 2L, 0.8f, 0.6f, 0.8f, 1.2f),
            row(1L, 2, 3L, 0f, 0f, 0f, 1f),
            row(2L, 1, 1L, 0.8f, 0.6f, 0.8f, 1.2f)));
    rows.put(
        Tables.MOVIE_POPULARITY,
        List.of(
            row(1L, 1L, 4f, 4f, 0.2f, 0.5f, 0.8f),
            row(2L, 1L, 5f, 4.1f, 0.2f, 0.5f, 0.8f),
            row(3L, 1L, 3f, 3.9f, 0f, 0.5f, 0.7f),
            row(4L, 0L, null, 4f, 0f, 0f, 0.8f)));
    rows.put(
        Tables.USER_FACTORS,
        List.of(
            row(7L, List.of(1f, 2f), List.of(1f, 2f, 3f)),
            row(9L, List.of(3f, 4f), List.of(4f, 5f, 6f))));
    List<Row> factors = new ArrayList<>();
    for (long movie = 1; movie <= 4; movie++) {
      factors.add(
          row(movie, List.of(1f, (float) movie), List.of(0f, 1f, 2f), List.of(5f, 4f, 3f, 2f, 1f)));
    }
    rows.put(Tables.MOVIE_FACTORS, List.copyOf(factors));
    rows.put(
        Tables.NCF_LAYERS,
        List.of(
            row(0, "mlp_1", 6, 1, List.of(1f, 2f, 3f, 4f, 5f, 6f), List.of(0f), "relu", null),
            row(1, "output", 3, 1, List.of(1f, 1f, 1f), List.of(0f), "sigmoid", null)));
    rows.put(
        Tables.NCF_POOLING,
        List.of(
            row(0, "gmf", 2, 0.2f, 10f, 0.5f, 3.5f, 1, List.of(), List.of(1f, 2f), List.of(0f, 0f)),
            row(1, "mlp", 3, 1f, 1f, 0f, 3.5f, 1, List.of(), List.of(), List.of(0f, 0f, 0f))));
    rows.put(
        Tables.RECOMMENDATIONS,
        List.of(
            row(7L, 1, 4L, 0.9f),
            row(7L, 2, 3L, 0.8f),
            row(9L, 1, 2L, 0.7f),
            row(9L, 2, 1L, 0.6f)));
    rows.put(
        Tables.USER_HISTORIES,
        List.of(
            row(7L, List.of(1L, 2L), List.of(4f, 5f), List.of(100L, 200L)),
            row(9L, List.of(3L), List.of(3f), List.of(150L))));
    return rows;
  }
}
