package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.REJECTED_ROWS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a row must fulfil beside other rows. Each rule takes the rows of {@link CsvReader}, marks
 * some that were not rejected before, and passes all on.
 */
final class RowRules {
  private static final String KNOWN = "catalogueHasMovie";
  private static final String KEPT_LINE = "keptLine";

  private RowRules() {}

  /** The rows that nothing speaks against. */
  static Dataset<Row> accepted(Dataset<Row> rows) {
    return rows.where(col(REJECTED_ROWS.reason).isNull());
  }

  /** The rows that something speaks against, as rows of {@code rejected_rows}. */
  static Dataset<Row> rejected(Dataset<Row> rows, String file) {
    return rows.where(col(REJECTED_ROWS.reason).isNotNull())
        .select(
            lit(file).as(REJECTED_ROWS.file),
            col(REJECTED_ROWS.line),
            col(REJECTED_ROWS.raw),
            col(REJECTED_ROWS.reason),
            col(REJECTED_ROWS.detail));
  }

  /**
   * Rejects rows whose movie the catalogue lacks.
   *
   * @param movies the accepted movies, each once
   */
  static Dataset<Row> knownMovies(Dataset<Row> rows, Dataset<Row> movies) {
    Dataset<Row> catalogue = movies.select(col(MOVIES.movieId), lit(true).as(KNOWN));
    Dataset<Row> looked = rows.join(catalogue, new String[] {MOVIES.movieId}, "left");
    return reject(
            looked,
            col(KNOWN).isNull(),
            RejectReason.UNKNOWN_MOVIE,
            format_string("movieId %d, expected a movie of the movie file", col(MOVIES.movieId)))
        .drop(KNOWN);
  }

  /** Rejects ratings outside the range. */
  static Dataset<Row> allowedRatings(Dataset<Row> rows, RatingRange range) {
    return reject(
        rows,
        not(col(RATINGS.rating).between(range.minimum(), range.maximum())),
        RejectReason.RATING_OUT_OF_RANGE,
        format_string(
            "rating %s, expected %s to %s",
            col(RATINGS.rating).cast(DataTypes.StringType),
            lit(Double.toString(range.minimum())),
            lit(Double.toString(range.maximum()))));
  }

  /** Rejects timestamps that no CSV file may have either. */
  static Dataset<Row> plausibleTimes(Dataset<Row> rows) {
    return reject(
        rows,
        not(col(RATINGS.timestamp).between(0, CsvFields.LATEST_TIMESTAMP)),
        RejectReason.BAD_TIMESTAMP,
        format_string(
            "timestamp %d, expected seconds since 1970 (0 to %d)",
            col(RATINGS.timestamp), lit(CsvFields.LATEST_TIMESTAMP)));
  }

  /** Keeps the first line of every movie. */
  static Dataset<Row> uniqueMovies(Dataset<Row> rows, RejectReason reason, int partitions) {
    return unique(
        rows, reason, List.of(MOVIES.movieId), List.of(col(REJECTED_ROWS.line).asc()), partitions);
  }

  /**
   * Keeps one row of every key: the one that comes first in the given order. The order must leave
   * no ties.
   *
   * @param partitions into how many partitions the rows go; adaptive execution would not merge the
   *     small ones of rows that are kept by Spark
   */
  static Dataset<Row> unique(
      Dataset<Row> rows,
      RejectReason reason,
      List<String> key,
      List<Column> order,
      int partitions) {
    List<Column> partition = new ArrayList<>(key.stream().map(name -> col(name)).toList());
    // Rejected rows have no key; each stands alone, so that they do not pile up in one partition.
    partition.add(when(col(REJECTED_ROWS.reason).isNotNull(), col(REJECTED_ROWS.line)));
    Column[] group = partition.toArray(Column[]::new);
    Column keptLine =
        first(REJECTED_ROWS.line)
            .over(Window.partitionBy(group).orderBy(order.toArray(Column[]::new)));
    return reject(
            rows.repartition(partitions, group).withColumn(KEPT_LINE, keptLine),
            col(KEPT_LINE).notEqual(col(REJECTED_ROWS.line)),
            reason,
            format_string(
                "same " + String.join(" and ", key) + " as line %d, which is kept; expected one",
                col(KEPT_LINE)))
        .drop(KEPT_LINE);
  }

  private static Dataset<Row> reject(
      Dataset<Row> rows, Column fault, RejectReason reason, Column detail) {
    Column rejectedNow = col(REJECTED_ROWS.reason).isNull().and(fault);
    return rows.withColumns(
        Map.of(
            REJECTED_ROWS.reason,
            when(rejectedNow, lit(reason.word())).otherwise(col(REJECTED_ROWS.reason)),
            REJECTED_ROWS.detail,
            when(rejectedNow, detail).otherwise(col(REJECTED_ROWS.detail))));
  }
}
