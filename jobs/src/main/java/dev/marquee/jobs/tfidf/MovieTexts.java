package dev.marquee.jobs.tfidf;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;

import dev.marquee.data.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The text of a movie as the TF-IDF pipeline reads it: one line each for the title, every genre,
 * every tag and the overview. A line end is the border that no phrase crosses.
 */
public final class MovieTexts {
  private static final String TAG_LINES = "tagLines";

  private MovieTexts() {}

  /**
   * One row a movie: {@code movieId} and {@link TfidfPipeline#TEXT}.
   *
   * <p>A tag stands on as many lines as users gave it to the movie, at most {@code maxTagWeight}.
   * Tags that differ in case or spaces only are one tag, and a user counts once for it.
   *
   * @param movies rows of {@link Tables#MOVIES}
   * @param tags rows of {@link Tables#TAGS}; those of other movies are passed over
   */
  public static Dataset<Row> compose(Dataset<Row> movies, Dataset<Row> tags, int maxTagWeight) {
    Column lines =
        concat(
            array(movies.col(Tables.MOVIES.title)),
            movies.col(Tables.MOVIES.genres),
            coalesce(col(TAG_LINES), array().cast("array<string>")),
            array(coalesce(movies.col(Tables.MOVIES.overview), lit(""))));
    Column text = array_join(transform(lines, MovieTexts::oneLine), "\n");
    return movies
        .join(
            tagLines(tags, maxTagWeight).withColumnRenamed(Tables.TAGS.movieId, "taggedMovieId"),
            movies.col(Tables.MOVIES.movieId).equalTo(col("taggedMovieId")),
            "left")
        .select(movies.col(Tables.MOVIES.movieId), text.as(TfidfPipeline.TEXT));
  }

  private static Dataset<Row> tagLines(Dataset<Row> tags, int maxTagWeight) {
    Column users = count_distinct(col(Tables.TAGS.userId)).cast("int");
    return tags.groupBy(
            col(Tables.TAGS.movieId), lower(oneLine(col(Tables.TAGS.tag))).as(Tables.TAGS.tag))
        .agg(least(users, lit(maxTagWeight)).as("weight"))
        .groupBy(col(Tables.TAGS.movieId))
        .agg(
            // Sorted, so that a movie's text does not depend on the order of the rows.
            flatten(sort_array(collect_list(array_repeat(col(Tables.TAGS.tag), col("weight")))))
                .as(TAG_LINES));
  }

  private static Column oneLine(Column text) {
    return trim(regexp_replace(text, "\\s+", " "));
  }
}
