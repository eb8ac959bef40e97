package dev.marquee.jobs.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.marquee.data.MovieText;
import dev.marquee.data.Tables;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The texts of a catalogue, one row a movie. */
public final class MovieTexts {
  /** The column of the composed text. */
  public static final String TEXT = "text";

  private static final String TAG_COUNTS = "tagCounts";
  private static final String TAG_COUNT = "tagCount";

  private MovieTexts() {}

  /** Composes {@link MovieText} of every movie: its id, title, genres and {@link #TEXT}. */
  public static Dataset<Row> of(Dataset<Row> movies, Dataset<Row> tags) {
    Dataset<Row> tagCounts =
        tags.groupBy(Tables.TAGS.movieId, Tables.TAGS.tag)
            .agg(count(lit(1)).as(TAG_COUNT))
            .groupBy(Tables.TAGS.movieId)
            .agg(
                map_from_entries(collect_list(struct(col(Tables.TAGS.tag), col(TAG_COUNT))))
                    .as(TAG_COUNTS));
    return movies
        .join(tagCounts, Tables.MOVIES.movieId, "left_outer")
        .select(
            movies.col(Tables.MOVIES.movieId),
            col(Tables.MOVIES.title),
            col(Tables.MOVIES.genres),
            composer()
                .apply(
                    col(Tables.MOVIES.title),
                    col(Tables.MOVIES.year),
                    col(Tables.MOVIES.genres),
                    col(TAG_COUNTS),
                    col(Tables.MOVIES.overview))
                .as(TEXT));
  }

  private static UserDefinedFunction composer() {
    UDF5<String, Integer, Seq<String>, scala.collection.Map<String, Long>, String, String> compose =
        (title, year, genres, tagCounts, overview) ->
            MovieText.compose(
                title,
                year,
                List.copyOf(JavaConverters.seqAsJavaList(genres)),
                tagCounts == null ? Map.of() : JavaConverters.mapAsJavaMap(tagCounts),
                overview);
    return udf(compose, DataTypes.StringType);
  }
}
