package dev.marquee.jobs.ingest;

import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.IngestConfig;
import dev.marquee.jobs.pipeline.Console;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The movies and tags of an input folder by the rules of the ingest stage, without ratings. */
public final class CatalogueFiles {
  private CatalogueFiles() {}

  /**
   * Reads {@code movies.csv} and, where it is there, {@code tags.csv}.
   *
   * @param use takes rows of {@link Tables#MOVIES}, by movie id, and of {@link Tables#TAGS}; they
   *     can be read as long as it runs
   * @throws UserError if a file is missing or broken, or too many of its rows are rejected
   */
  public static void read(
      SparkSession spark,
      String folder,
      IngestConfig config,
      Console console,
      BiConsumer<Dataset<Row>, Dataset<Row>> use) {
    InputFiles files =
        InputFiles.locate(
            spark.sparkContext().hadoopConfiguration(),
            folder,
            List.of(CsvFormat.MOVIE_FILE, CsvFormat.TAG_FILE));
    RatingRange range = new RatingRange(config.minRating(), config.maxRating());
    try (JudgedFile movies =
            JudgedFile.judge(
                spark,
                files,
                CsvFormat.MOVIE_FILE,
                range,
                (rows, partitions) ->
                    RowRules.uniqueMovies(rows, RejectReason.DUPLICATE_MOVIE, partitions));
        JudgedFile tags =
            JudgedFile.judge(
                spark,
                files,
                CsvFormat.TAG_FILE,
                range,
                (rows, partitions) ->
                    RowRules.knownMovies(rows, RowRules.accepted(movies.rows())))) {
      for (JudgedFile file : List.of(movies, tags)) {
        if (file.report().rows() > 0) {
          console.line("%s: %s", folder, file.report().summary());
        }
        file.report().check(config.maxRejectedShare(), folder);
      }
      Dataset<Row> catalogue =
          RowRules.accepted(movies.rows())
              .withColumn(Tables.MOVIES.imdbId, functions.lit(null).cast(DataTypes.StringType))
              .withColumn(Tables.MOVIES.tmdbId, functions.lit(null).cast(DataTypes.StringType))
              .orderBy(Tables.MOVIES.movieId);
      use.accept(catalogue, RowRules.accepted(tags.rows()));
    }
  }
}
