package dev.marquee.jobs.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which tables know a movie, counted for all tables in one shuffle: every movie once in the
 * catalogue and once in each table with one row a movie, and no table with a movie that the
 * catalogue lacks.
 */
final class MovieChecks {
  private static final String MOVIE = "movie";
  private static final String SOURCE = "source";

  /**
   * A column that names movies.
   *
   * @param onePerMovie whether every movie has exactly one row there
   */
  private record Source(Table table, String column, boolean onePerMovie) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source(Tables.MOVIES, Tables.MOVIES.movieId, true),
          new Source(Tables.MOVIE_TFIDF, Tables.MOVIE_TFIDF.movieId, true),
          new Source(Tables.MOVIE_EMBEDDINGS, Tables.MOVIE_EMBEDDINGS.movieId, true),
          new Source(Tables.MOVIE_POPULARITY, Tables.MOVIE_POPULARITY.movieId, true),
          new Source(Tables.MOVIE_FACTORS, Tables.MOVIE_FACTORS.movieId, true),
          new Source(Tables.RATINGS, Tables.RATINGS.movieId, false),
          new Source(Tables.TAGS, Tables.TAGS.movieId, false),
          new Source(Tables.SIMILAR_MOVIES, Tables.SIMILAR_MOVIES.movieId, false),
          new Source(Tables.SIMILAR_MOVIES, Tables.SIMILAR_MOVIES.similarMovieId, false),
          new Source(Tables.RECOMMENDATIONS, Tables.RECOMMENDATIONS.movieId, false));

  private MovieChecks() {}

  /** Checks the movies of all tables; what is at fault is added to {@code failures}. */
  static void run(Function<Table, Dataset<Row>> tables, List<CheckFailure> failures) {
    Dataset<Row> mentions = null;
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < SOURCES.size(); i++) {
      Source source = SOURCES.get(i);
      Dataset<Row> rows =
          tables.apply(source.table()).select(col(source.column()).as(MOVIE), lit(i).as(SOURCE));
      mentions = mentions == null ? rows : mentions.union(rows);
      counts.add(sum(when(col(SOURCE).equalTo(i), 1L).otherwise(0L)).as(countOf(i)));
    }
    Dataset<Row> movies =
        mentions
            .groupBy(col(MOVIE))
            .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
    Rule.evaluate(movies, rules(), List.of(), failures);
  }

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    Column isListed = col(countOf(0)).gt(0);
    for (int i = 0; i < SOURCES.size(); i++) {
      Source source = SOURCES.get(i);
      Column count = col(countOf(i));
      if (i > 0) {
        rules.add(
            rule(
                "reference",
                source,
                count.gt(0).and(isListed.equalTo(false)),
                " is not in movies"));
      }
      if (source.onePerMovie()) {
        rules.add(rule("unique-key", source, count.gt(1), " has more than one row"));
        rules.add(rule("row-count", source, count.equalTo(0).and(isListed), " has no row"));
      }
    }
    return rules;
  }

  private static Rule rule(String check, Source source, Column violated, String fault) {
    Column example = concat(lit(source.column() + " "), col(MOVIE), lit(fault));
    return new Rule(check, source.table().name(), violated, example);
  }

  private static String countOf(int source) {
    return "count" + source;
  }
}
