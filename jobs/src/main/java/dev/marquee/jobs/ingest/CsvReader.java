package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.REJECTED_ROWS;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a CSV file, line by line, into rows that know their line.
 *
 * <p>A row has the columns line, raw, reason and detail of {@code rejected_rows}, then the typed
 * columns of its format. Reason and detail are null as long as nothing speaks against the line; the
 * typed columns are null where the line could not be read.
 */
final class CsvReader {
  private static final int COLUMNS_OF_LINE = 4;

  private CsvReader() {}

  /** The rows of a file, without the header and blank lines, each with its line number from 1. */
  static Dataset<Row> read(SparkSession spark, InputFile file, RatingRange range) {
    CsvFormat format = file.format();
    CsvHeader header = file.header();
    JavaRDD<Row> rows =
        lines(spark, file.path())
            .zipWithIndex()
            .filter(line -> line._2() > 0 && !line._1().isBlank())
            .map(line -> row(format, header, range, line._2() + 1, line._1()));
    return spark.createDataFrame(rows, schema(format));
  }

  /** No rows, for an optional file that is not there. */
  static Dataset<Row> empty(SparkSession spark, CsvFormat format) {
    return spark.createDataFrame(List.of(), schema(format));
  }

  /** The columns of the rows of a format. */
  static StructType schema(CsvFormat format) {
    StructType schema =
        new StructType()
            .add(REJECTED_ROWS.line, DataTypes.LongType, false)
            .add(REJECTED_ROWS.raw, DataTypes.StringType, false)
            .add(REJECTED_ROWS.reason, DataTypes.StringType, true)
            .add(REJECTED_ROWS.detail, DataTypes.StringType, true);
    for (StructField field : format.rowSchema().fields()) {
      schema = schema.add(field);
    }
    return schema;
  }

  /** Judges one line by itself. */
  static Row row(CsvFormat format, CsvHeader header, RatingRange range, long line, String raw) {
    Object[] row = new Object[COLUMNS_OF_LINE + format.rowWidth()];
    row[0] = line;
    row[1] = raw;
    try {
      Object[] values = format.values(CsvFields.parse(header, raw), range);
      System.arraycopy(values, 0, row, COLUMNS_OF_LINE, values.length);
    } catch (RejectedRow rejected) {
      row[2] = rejected.reason().word();
      row[3] = rejected.getMessage();
    }
    return RowFactory.create(row);
  }

  private static JavaRDD<String> lines(SparkSession spark, Path path) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JobConf job = new JobConf(context.hadoopConfiguration());
    FileInputFormat.setInputPaths(job, literal(path));
    return context
        .hadoopRDD(
            job,
            TextInputFormat.class,
            LongWritable.class,
            Text.class,
            context.defaultMinPartitions())
        .values()
        .map(Text::toString);
  }

  /** The path with the characters escaped that Hadoop would take for a pattern. */
  private static Path literal(Path path) {
    String escaped = path.toUri().getPath().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    return new Path(path.toUri().getScheme(), path.toUri().getAuthority(), escaped);
  }
}
