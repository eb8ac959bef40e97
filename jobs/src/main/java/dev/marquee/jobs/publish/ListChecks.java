package dev.marquee.jobs.publish;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;

import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lists that belong to something else than a user: neighbours of a movie, layers of the model. */
final class ListChecks {
  private static final String POSITION = "position";
  private static final String RANKS = "ranks";
  private static final String SIMILAR = "similar";

  private ListChecks() {}

  /** Every movie's neighbours have ranks 1 to n and none comes twice. */
  static void similarMovies(Dataset<Row> rows, List<CheckFailure> failures) {
    Column movie = col(Tables.SIMILAR_MOVIES.movieId);
    Dataset<Row> lists =
        rows.groupBy(movie)
            .agg(
                array_sort(collect_list(col(Tables.SIMILAR_MOVIES.rank))).as(RANKS),
                collect_list(col(Tables.SIMILAR_MOVIES.similarMovieId)).as(SIMILAR));
    Column hasTwice = size(array_distinct(col(SIMILAR))).notEqual(size(col(SIMILAR)));
    String table = Tables.SIMILAR_MOVIES.name();
    Column key = concat(lit("movieId "), movie);
    Rule.evaluate(
        lists,
        List.of(
            new Rule("ranks", table, isNotFrom(1), concat(key, lit(" has not the ranks 1 to n"))),
            new Rule("unique-key", table, hasTwice, concat(key, lit(" lists a movie twice")))),
        List.of(),
        failures);
  }

  /** The positions of a table of layers or blocks are 0 to n-1. */
  static void positions(Table table, Dataset<Row> rows, List<CheckFailure> failures) {
    Dataset<Row> positions = rows.agg(array_sort(collect_list(col(POSITION))).as(RANKS));
    Column example =
        concat(
            lit("positions "), col(RANKS).cast("string"), lit(", expected 0, 1, 2 without a gap"));
    Rule.evaluate(
        positions,
        List.of(new Rule("ranks", table.name(), isNotFrom(0), example)),
        List.of(),
        failures);
  }

  private static Column isNotFrom(int first) {
    Column count = size(col(RANKS));
    return count.gt(0).and(col(RANKS).notEqual(sequence(lit(first), count.plus(first - 1))));
  }
}
