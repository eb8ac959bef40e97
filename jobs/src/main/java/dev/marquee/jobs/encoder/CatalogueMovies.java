package dev.marquee.jobs.encoder;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;

import dev.marquee.data.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Movies and tags of tables as objects; a catalogue fits into memory, its ratings need not. */
final class CatalogueMovies {
  private static final String COUNTS = "tagCounts";

  private CatalogueMovies() {}

  /**
   * Joins every movie with its tags, by movie id.
   *
   * @param movies rows of {@link Tables#MOVIES}
   * @param tags rows of {@link Tables#TAGS}; case does not count
   */
  static List<CatalogueMovie> of(Dataset<Row> movies, Dataset<Row> tags) {
    Dataset<Row> counts =
        tags.groupBy(
                col(Tables.TAGS.movieId), lower(trim(col(Tables.TAGS.tag))).as(Tables.TAGS.tag))
            .agg(count(lit(1)).as("uses"))
            .groupBy(Tables.TAGS.movieId)
            .agg(map_from_entries(collect_list(struct(Tables.TAGS.tag, "uses"))).as(COUNTS));
    List<CatalogueMovie> catalogue = new ArrayList<>();
    List<Row> rows =
        movies
            .join(counts, new String[] {Tables.MOVIES.movieId}, "left")
            .orderBy(Tables.MOVIES.movieId)
            .select(
                Tables.MOVIES.title,
                Tables.MOVIES.year,
                Tables.MOVIES.genres,
                COUNTS,
                Tables.MOVIES.overview)
            .collectAsList();
    for (Row row : rows) {
      catalogue.add(
          new CatalogueMovie(
              row.getString(0),
              row.isNullAt(1) ? null : (Integer) row.getInt(1),
              row.getList(2),
              row.isNullAt(3) ? Map.of() : row.getJavaMap(3),
              row.getString(4)));
    }
    return catalogue;
  }
}
