package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.REJECTED_ROWS;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * What the service's event store says beyond the CSV files: ratings and deletions, and users who
 * asked to be forgotten. Kept by Spark until closed.
 */
final class StoredChanges implements AutoCloseable {
  /** What rejected rows call the store, which has no file and no lines. */
  static final String NAME = "events";

  private static final long NO_LINE = 0;

  private final SparkSession spark;
  private final Optional<EventStoreReader> reader;
  private final Dataset<Row> erasedUsers;
  private final long erasedCount;

  private StoredChanges(
      SparkSession spark,
      Optional<EventStoreReader> reader,
      Dataset<Row> erasedUsers,
      long erasedCount) {
    this.spark = spark;
    this.reader = reader;
    this.erasedUsers = erasedUsers;
    this.erasedCount = erasedCount;
  }

  /**
   * Reads who was erased.
   *
   * @param reader the store, if there is one
   * @throws dev.marquee.data.UserError if the store cannot be read
   */
  static StoredChanges open(SparkSession spark, Optional<EventStoreReader> reader) {
    if (reader.isEmpty()) {
      return new StoredChanges(spark, reader, CsvReader.empty(spark, CsvFormat.RATING_FILE), 0);
    }
    Dataset<Row> erased = reader.get().erasedUsers(spark).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new StoredChanges(spark, reader, erased, erased.count());
    } catch (Exception e) {
      erased.unpersist();
      throw reader.get().explained(e);
    }
  }

  /** Users of whom nothing from the CSV files is used. */
  long erasedUsers() {
    return erasedCount;
  }

  /** The rows of a CSV file without those of erased users, who leave no trace. */
  Dataset<Row> withoutErased(Dataset<Row> rows) {
    return erasedCount == 0
        ? rows
        : rows.join(erasedUsers, new String[] {RATINGS.userId}, "left_anti");
  }

  /**
   * The store's ratings, judged as those of the CSV file, and its deletions.
   *
   * @param movies the accepted movies
   * @throws dev.marquee.data.UserError if the store cannot be read
   */
  JudgedFile judge(Dataset<Row> movies, RatingRange range) {
    if (reader.isEmpty()) {
      return JudgedFile.of(NAME, CsvReader.empty(spark, CsvFormat.RATING_FILE));
    }
    Dataset<Row> changes = lines(reader.get().ratings(spark));
    Dataset<Row> ratings =
        RowRules.knownMovies(
            RowRules.plausibleTimes(
                RowRules.allowedRatings(changes.where(not(col(EventStoreReader.DELETED))), range)),
            movies);
    Dataset<Row> deletions = changes.where(col(EventStoreReader.DELETED));
    try {
      return JudgedFile.of(NAME, ratings.unionByName(deletions));
    } catch (Exception e) {
      throw reader.get().explained(e);
    }
  }

  /** In the form of {@link CsvReader}. */
  private static Dataset<Row> lines(Dataset<Row> changes) {
    return changes.select(
        lit(NO_LINE).as(REJECTED_ROWS.line),
        concat_ws(
                ",",
                col(RATINGS.userId),
                col(RATINGS.movieId),
                coalesce(col(RATINGS.rating).cast(DataTypes.StringType), lit("")),
                col(RATINGS.timestamp))
            .as(REJECTED_ROWS.raw),
        lit(null).cast(DataTypes.StringType).as(REJECTED_ROWS.reason),
        lit(null).cast(DataTypes.StringType).as(REJECTED_ROWS.detail),
        col(RATINGS.userId),
        col(RATINGS.movieId),
        col(RATINGS.rating),
        col(RATINGS.timestamp),
        col(EventStoreReader.DELETED));
  }

  @Override
  public void close() {
    erasedUsers.unpersist();
  }
}
