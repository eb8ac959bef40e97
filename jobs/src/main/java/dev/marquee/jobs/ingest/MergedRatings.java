package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.RATINGS;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * The ratings of the CSV file with the changes in the event store. The later of the two counts, of
 * equally late ones the store's. Kept by Spark until closed.
 */
final class MergedRatings implements AutoCloseable {
  /** What became of one user's rating of one movie. */
  enum Outcome {
    /** The file's rating stays. */
    KEPT,
    /** The store has a rating that the file lacks. */
    ADDED,
    /** The store's rating takes the place of the file's. */
    REPLACED,
    /** The store takes the file's rating back. */
    REMOVED,
    /** The store takes back what the file does not have. */
    ABSENT
  }

  private static final String OUTCOME = "outcome";
  private static final String STORED_RATING = "storedRating";
  private static final String STORED_TIMESTAMP = "storedTimestamp";

  private final Dataset<Row> rows;
  private final Map<Outcome, Long> counts;

  private MergedRatings(Dataset<Row> rows, Map<Outcome, Long> counts) {
    this.rows = rows;
    this.counts = counts;
  }

  /** The ratings of the CSV file as they are. */
  static MergedRatings unchanged(JudgedFile file) {
    return new MergedRatings(
        RowRules.accepted(file.rows()).withColumn(OUTCOME, lit(Outcome.KEPT.name())),
        Map.of(Outcome.KEPT, file.report().accepted()));
  }

  /**
   * Merges.
   *
   * @param file ratings, each user and movie once
   * @param events changes by {@link StoredChanges}, each user and movie once
   * @param partitions how many suit both together
   */
  static MergedRatings of(JudgedFile file, JudgedFile events, int partitions) {
    Dataset<Row> rows =
        merge(RowRules.accepted(file.rows()), RowRules.accepted(events.rows()), partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
      for (Row row : rows.groupBy(OUTCOME).agg(functions.count(lit(1))).collectAsList()) {
        counts.put(Outcome.valueOf(row.getString(0)), row.getLong(1));
      }
      return new MergedRatings(rows, counts);
    } catch (RuntimeException e) {
      rows.unpersist();
      throw e;
    }
  }

  private static Dataset<Row> merge(Dataset<Row> file, Dataset<Row> events, int partitions) {
    String[] key = {RATINGS.userId, RATINGS.movieId};
    Column[] columns = {col(RATINGS.userId), col(RATINGS.movieId)};
    Dataset<Row> stored =
        events.select(
            col(RATINGS.userId),
            col(RATINGS.movieId),
            col(RATINGS.rating).as(STORED_RATING),
            col(RATINGS.timestamp).as(STORED_TIMESTAMP),
            col(EventStoreReader.DELETED));
    Column inFile = col(RATINGS.timestamp).isNotNull();
    Column storeCounts =
        col(STORED_TIMESTAMP)
            .isNotNull()
            .and(not(inFile).or(col(STORED_TIMESTAMP).geq(col(RATINGS.timestamp))));
    Column outcome =
        when(not(storeCounts), Outcome.KEPT.name())
            .when(col(EventStoreReader.DELETED).and(inFile), Outcome.REMOVED.name())
            .when(col(EventStoreReader.DELETED), Outcome.ABSENT.name())
            .when(inFile, Outcome.REPLACED.name())
            .otherwise(Outcome.ADDED.name());
    return file.select(
            col(RATINGS.userId), col(RATINGS.movieId), col(RATINGS.rating), col(RATINGS.timestamp))
        .repartition(partitions, columns)
        .join(stored.repartition(partitions, columns), key, "full_outer")
        .select(
            col(RATINGS.userId),
            col(RATINGS.movieId),
            when(storeCounts, col(STORED_RATING)).otherwise(col(RATINGS.rating)).as(RATINGS.rating),
            coalesce(when(storeCounts, col(STORED_TIMESTAMP)), col(RATINGS.timestamp))
                .as(RATINGS.timestamp),
            outcome.as(OUTCOME));
  }

  /** The ratings that count. */
  Dataset<Row> rows() {
    return rows.where(not(col(OUTCOME).isin(Outcome.REMOVED.name(), Outcome.ABSENT.name())))
        .drop(OUTCOME);
  }

  /** How often something became of a rating. */
  long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** Ratings that count and come from the store. */
  long stored() {
    return count(Outcome.ADDED) + count(Outcome.REPLACED);
  }

  /** All ratings that count. */
  long size() {
    return count(Outcome.KEPT) + stored();
  }

  /** One line, such as "5 ratings are new, 2 replace one of the file, 1 of the file is removed". */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%,d ratings are new, %,d replace and %,d deletions remove one of ratings.csv",
        count(Outcome.ADDED),
        count(Outcome.REPLACED),
        count(Outcome.REMOVED));
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
