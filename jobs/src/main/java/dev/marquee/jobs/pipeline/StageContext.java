package dev.marquee.jobs.pipeline;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.jobs.config.MarqueeConfig;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** What a stage works with: Spark, the configuration, and the tables of the staged snapshot. */
public final class StageContext {
  private final SparkSession spark;
  private final MarqueeConfig config;
  private final SnapshotDirectory staged;
  private final Optional<SnapshotDirectory> published;
  private final Console console;
  private final Map<String, Double> metrics = new TreeMap<>();

  /**
   * A context over one staged snapshot.
   *
   * @param staged the snapshot that is being built
   * @param published the snapshot that readers see now, if any; a stage may re-use its rows
   */
  public StageContext(
      SparkSession spark,
      MarqueeConfig config,
      SnapshotDirectory staged,
      Optional<SnapshotDirectory> published,
      Console console) {
    this.spark = spark;
    this.config = config;
    this.staged = staged;
    this.published = published;
    this.console = console;
  }

  /** The Spark session. */
  public SparkSession spark() {
    return spark;
  }

  /** The configuration in force. */
  public MarqueeConfig config() {
    return config;
  }

  /** The snapshot that is being built. */
  public SnapshotDirectory staged() {
    return staged;
  }

  /** The snapshot that readers see now. */
  public Optional<SnapshotDirectory> published() {
    return published;
  }

  /** Where progress is printed. */
  public Console console() {
    return console;
  }

  /** Reads a table of the staged snapshot. */
  public Dataset<Row> read(Table table) {
    return spark.read().schema(SparkSchemas.of(table)).parquet(staged.table(table).toString());
  }

  /**
   * Replaces a table of the staged snapshot.
   *
   * @throws IllegalArgumentException if a column is missing or has another type than the contract
   */
  public void write(Table table, Dataset<Row> rows) {
    SparkSchemas.conform(table, rows)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(staged.table(table).toString());
  }

  /** Records a figure of this stage for the manifest and the closing table. */
  public void metric(String name, double value) {
    metrics.put(name, value);
  }

  /** The figures recorded so far. */
  public Map<String, Double> metrics() {
    return Collections.unmodifiableMap(metrics);
  }
}
