package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.REJECTED_ROWS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;

import dev.marquee.data.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows of one input file were taken over, and why the others were not.
 *
 * @param file the file's name
 * @param accepted rows taken over
 * @param rejections one entry a reason, the most frequent first
 */
record FileReport(String file, long accepted, List<Rejections> rejections) {

  /**
   * The rows rejected for one reason.
   *
   * @param reason a word of {@link RejectReason}
   * @param count how many
   * @param firstLine the first of them
   * @param firstDetail what is wrong with the first of them
   */
  record Rejections(String reason, long count, long firstLine, String firstDetail) {}

  /** Counts the judged rows of a file; one Spark job, which collects one row a reason. */
  static FileReport of(String file, Dataset<Row> rows) {
    long accepted = 0;
    List<Rejections> rejections = new ArrayList<>();
    for (Row row :
        rows.groupBy(col(REJECTED_ROWS.reason))
            .agg(
                count(lit(1)),
                min(col(REJECTED_ROWS.line)),
                min_by(col(REJECTED_ROWS.detail), col(REJECTED_ROWS.line)))
            .collectAsList()) {
      if (row.isNullAt(0)) {
        accepted = row.getLong(1);
      } else {
        rejections.add(
            new Rejections(row.getString(0), row.getLong(1), row.getLong(2), row.getString(3)));
      }
    }
    rejections.sort(
        Comparator.comparingLong(Rejections::count).reversed().thenComparing(Rejections::reason));
    return new FileReport(file, accepted, List.copyOf(rejections));
  }

  /** Rows that were not taken over. */
  long rejected() {
    return rejections.stream().mapToLong(Rejections::count).sum();
  }

  /** All rows of the file. */
  long rows() {
    return accepted + rejected();
  }

  /**
   * Refuses a file of which too little is left.
   *
   * @param maximumShare largest share of rejected rows, 0 to 1
   * @param rejectedRows where the rejected rows lie, for the message
   * @throws UserError with the counts by reason and the first rejected line
   */
  void check(double maximumShare, String rejectedRows) {
    if (rejected() > maximumShare * rows()) {
      Rejections first =
          rejections.stream().min(Comparator.comparingLong(Rejections::firstLine)).orElseThrow();
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s; at most %s %% may be (ingest.maxRejectedShare);"
                  + " the first is %s line %d: %s; all are in %s",
              summary(),
              percent(maximumShare),
              file,
              first.firstLine(),
              first.firstDetail(),
              rejectedRows));
    }
  }

  /** One line, such as "ratings.csv: 2 of 100 rows (2.00 %) rejected: 2 unknown-movie". */
  String summary() {
    if (rejections.isEmpty()) {
      return String.format(Locale.ROOT, "%s: %,d rows, none rejected", file, rows());
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d rows (%s %%) rejected: %s",
        file,
        rejected(),
        rows(),
        percent((double) rejected() / rows()),
        rejections.stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.count(), entry.reason()))
            .collect(Collectors.joining(", ")));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
