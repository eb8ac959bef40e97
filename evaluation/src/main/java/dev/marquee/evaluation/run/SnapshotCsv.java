package dev.marquee.evaluation.run;

import static org.apache.spark.sql.functions.col;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.evaluation.split.CatalogueFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A snapshot's movies, tags and ratings as the CSV files that they could have come from, in a fixed
 * order. Rows pass through the driver one partition at a time.
 */
public final class SnapshotCsv {
  private final SparkSession spark;
  private final SnapshotDirectory snapshot;
  private final WorkFolder work;

  /** Writes into a folder. */
  public SnapshotCsv(SparkSession spark, SnapshotDirectory snapshot, WorkFolder work) {
    this.spark = spark;
    this.snapshot = snapshot;
    this.work = work;
  }

  /** Writes movies and tags. */
  public CatalogueFiles catalogue() {
    Tables.Movies movies = Tables.MOVIES;
    Path movieFile =
        write(
            "movies.csv",
            "movieId,title,genres,overview",
            read(movies, movies.movieId, movies.title, movies.year, movies.genres, movies.overview)
                .orderBy(movies.movieId),
            SnapshotCsv::movie);
    Tables.Tags tags = Tables.TAGS;
    Path tagFile =
        write(
            "tags.csv",
            "userId,movieId,tag,timestamp",
            read(tags, tags.userId, tags.movieId, tags.tag, tags.timestamp)
                .orderBy(tags.userId, tags.movieId, tags.timestamp, tags.tag),
            row -> List.of(row.get(0), row.get(1), row.get(2), row.get(3)));
    return new CatalogueFiles(movieFile.toString(), tagFile.toString());
  }

  /** Writes the ratings; returns the file. */
  public String ratings() {
    Tables.Ratings ratings = Tables.RATINGS;
    return write(
            "ratings.csv",
            "userId,movieId,rating,timestamp",
            read(ratings, ratings.userId, ratings.movieId, ratings.rating, ratings.timestamp)
                .orderBy(ratings.userId, ratings.timestamp, ratings.movieId),
            row -> List.of(row.get(0), row.get(1), row.get(2), row.get(3)))
        .toString();
  }

  private Dataset<Row> read(Table table, String... columns) {
    Column[] selected = new Column[columns.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = col(columns[i]);
    }
    return spark.read().parquet(snapshot.table(table).toString()).select(selected);
  }

  private static List<Object> movie(Row row) {
    String title = row.getString(1) + (row.isNullAt(2) ? "" : " (" + row.getInt(2) + ")");
    String genres = String.join("|", row.<String>getList(3));
    return List.of(row.get(0), title, genres, row.isNullAt(4) ? "" : row.getString(4));
  }

  private Path write(
      String name, String header, Dataset<Row> rows, Function<Row, List<Object>> fields) {
    Path file = work.resolve("snapshot-" + name);
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                file.getFileSystem(work.hadoop()).create(file, true), StandardCharsets.UTF_8))) {
      out.write(header + "\n");
      for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
        out.write(
            fields.apply(all.next()).stream()
                .map(SnapshotCsv::quoted)
                .collect(Collectors.joining(",")));
        out.write('\n');
      }
      return file;
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String quoted(Object value) {
    return value instanceof String text
        ? '"' + text.replaceAll("\\R", " ").replace("\"", "\"\"") + '"'
        : value.toString();
  }
}
