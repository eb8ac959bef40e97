package dev.marquee.jobs.ingest;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of one input file or of the event store, judged by all rules and kept by Spark until
 * closed.
 */
final class JudgedFile implements AutoCloseable {
  /** What rows must fulfil beside other rows. */
  @FunctionalInterface
  interface Rules {
    /**
     * Marks the rows that break a rule, and passes all on.
     *
     * @param partitions how many partitions suit a file of this size
     */
    Dataset<Row> apply(Dataset<Row> rows, int partitions);
  }

  private final Dataset<Row> rows;
  private final FileReport report;

  private JudgedFile(Dataset<Row> rows, FileReport report) {
    this.rows = rows;
    this.report = report;
  }

  /**
   * Reads a file once and applies the rules. A file that is not there has no rows.
   *
   * @throws UserError if the file cannot be read to its end, or is required and has no rows
   */
  static JudgedFile judge(
      SparkSession spark, InputFiles files, CsvFormat format, RatingRange range, Rules rules) {
    Optional<InputFile> file = files.file(format);
    if (file.isEmpty()) {
      return new JudgedFile(
          CsvReader.empty(spark, format), new FileReport(format.fileName(), 0, List.of()));
    }
    InputFile present = file.get();
    Dataset<Row> rows = null;
    try {
      rows = rules.apply(CsvReader.read(spark, present, range), present.partitions());
      rows.persist(StorageLevel.MEMORY_AND_DISK());
      FileReport report = FileReport.of(present.name(), rows);
      if (report.rows() == 0 && format.isRequired()) {
        throw new UserError(present.path() + " has no rows, only a header");
      }
      return new JudgedFile(rows, report);
    } catch (Exception e) {
      // Spark throws its checked SparkException from methods that do not declare it.
      if (rows != null) {
        rows.unpersist();
      }
      throw explained(present, e);
    }
  }

  /** Rows that come from elsewhere, already judged. */
  static JudgedFile of(String name, Dataset<Row> rows) {
    rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new JudgedFile(rows, FileReport.of(name, rows));
    } catch (RuntimeException e) {
      rows.unpersist();
      throw e;
    }
  }

  /** The rows, rejected ones included. */
  Dataset<Row> rows() {
    return rows;
  }

  /** How many rows were taken over and why the others were not. */
  FileReport report() {
    return report;
  }

  @Override
  public void close() {
    rows.unpersist();
  }

  /** Damaged archives and lost connections surface as an I/O fault deep inside a failed job. */
  private static RuntimeException explained(InputFile file, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException fault) {
        return InputFile.unreadable(file.path(), fault);
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("reading " + file.path() + " failed", failure);
  }
}
