package dev.marquee.jobs.publish;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
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
 * What the tables say about each user, with the rows of a user brought together once: every known
 * user has factors, a history of exactly the rated movies, and a list of unseen movies with ranks 1
 * to n.
 */
final class UserChecks {
  private static final String USER = "user";
  private static final String MOVIE = "movie";
  private static final String RANK = "rank";
  private static final String RATED = "rated";
  private static final String LISTED = "listed";
  private static final String REMEMBERED = "remembered";
  private static final String FACTORS = "factors";
  private static final String HISTORIES = "histories";
  private static final String RANKS = "ranks";
  private static final String SEEN = "seen";
  private static final List<String> COUNTS = List.of(RATED, LISTED, REMEMBERED, FACTORS, HISTORIES);

  private UserChecks() {}

  /**
   * Checks the users of all tables.
   *
   * @param movies size of the catalogue; who has rated all of it can have no list
   * @param failures takes what is at fault
   */
  static void run(Function<Table, Dataset<Row>> tables, long movies, List<CheckFailure> failures) {
    Dataset<Row> histories = tables.apply(Tables.USER_HISTORIES);
    Column historyUser = col(Tables.USER_HISTORIES.userId);
    Column historyMovie = explode(col(Tables.USER_HISTORIES.movieIds));
    Column noMovie = lit(null).cast("long");
    Column noRank = lit(null).cast("int");
    Dataset<Row> mentions =
        mentions(
                tables.apply(Tables.RATINGS),
                RATED,
                col(Tables.RATINGS.userId),
                col(Tables.RATINGS.movieId),
                noRank)
            .union(
                mentions(
                    tables.apply(Tables.RECOMMENDATIONS),
                    LISTED,
                    col(Tables.RECOMMENDATIONS.userId),
                    col(Tables.RECOMMENDATIONS.movieId),
                    col(Tables.RECOMMENDATIONS.rank)))
            .union(mentions(histories, REMEMBERED, historyUser, historyMovie, noRank))
            .union(mentions(histories, HISTORIES, historyUser, noMovie, noRank))
            .union(
                mentions(
                    tables.apply(Tables.USER_FACTORS),
                    FACTORS,
                    col(Tables.USER_FACTORS.userId),
                    noMovie,
                    noRank));
    Rule.evaluate(users(mentions), rules(movies), List.of(), failures);
  }

  /** One row a mention: user, movie, rank, and a 1 in the column of its kind. */
  private static Dataset<Row> mentions(
      Dataset<Row> rows, String kind, Column user, Column movie, Column rank) {
    List<Column> columns = new ArrayList<>(List.of(user.as(USER), movie.as(MOVIE), rank.as(RANK)));
    COUNTS.forEach(count -> columns.add(lit(count.equals(kind) ? 1L : 0L).as(count)));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** One row a user. The second grouping finds the rows where the first has put them. */
  private static Dataset<Row> users(Dataset<Row> mentions) {
    Dataset<Row> pairs =
        mentions
            .repartition(col(USER))
            .groupBy(col(USER), col(MOVIE))
            .agg(
                collect_list(col(RANK)).as(RANKS),
                COUNTS.stream().map(count -> sum(col(count)).as(count)).toArray(Column[]::new));
    Column isSeen = col(RATED).gt(0).and(col(LISTED).gt(0));
    Column isForgotten = col(RATED).notEqual(col(REMEMBERED)).and(col(MOVIE).isNotNull());
    return pairs
        .groupBy(col(USER))
        .agg(
            sum(col(RATED)).as(RATED),
            sum(col(LISTED)).as(LISTED),
            sum(col(FACTORS)).as(FACTORS),
            sum(col(HISTORIES)).as(HISTORIES),
            array_sort(flatten(collect_list(col(RANKS)))).as(RANKS),
            min(when(isSeen, col(MOVIE))).as(SEEN),
            min(when(isForgotten, col(MOVIE))).as("forgotten"),
            min(when(col(RATED).gt(1), col(MOVIE))).as("ratedTwice"),
            min(when(col(LISTED).gt(1), col(MOVIE))).as("listedTwice"));
  }

  private static List<Rule> rules(long movies) {
    Column isKnown = col(RATED).gt(0);
    Column isUnknown = col(RATED).equalTo(0);
    Column hasNoList = col(LISTED).equalTo(0).and(col(RATED).lt(movies));
    Column hasGaps =
        size(col(RANKS)).gt(0).and(col(RANKS).notEqual(sequence(lit(1), size(col(RANKS)))));
    Column forgotten = concat(lit(": movieId "), col("forgotten"), lit(" is not as in ratings"));
    return List.of(
        rule("unique-key", Tables.RATINGS, col("ratedTwice").isNotNull(), twice("ratedTwice")),
        rule("user-lists", Tables.RECOMMENDATIONS, isKnown.and(hasNoList), lit(" has no list")),
        rule("reference", Tables.RECOMMENDATIONS, isUnknown.and(col(LISTED).gt(0)), unknown()),
        rule(
            "unique-key",
            Tables.RECOMMENDATIONS,
            col("listedTwice").isNotNull(),
            twice("listedTwice")),
        rule("ranks", Tables.RECOMMENDATIONS, hasGaps, lit(" has not the ranks 1 to n")),
        rule(
            "unseen",
            Tables.RECOMMENDATIONS,
            col(SEEN).isNotNull(),
            concat(lit(" has rated movieId "), col(SEEN), lit(" of the list"))),
        rule(
            "user-histories",
            Tables.USER_HISTORIES,
            isKnown.and(col(HISTORIES).equalTo(0)),
            lit(" has no history")),
        rule("reference", Tables.USER_HISTORIES, isUnknown.and(col(HISTORIES).gt(0)), unknown()),
        rule("unique-key", Tables.USER_HISTORIES, col(HISTORIES).gt(1), manyRows()),
        rule(
            "user-histories",
            Tables.USER_HISTORIES,
            col("forgotten").isNotNull().and(col(HISTORIES).equalTo(1)),
            forgotten),
        rule(
            "row-count",
            Tables.USER_FACTORS,
            isKnown.and(col(FACTORS).equalTo(0)),
            lit(" has no row")),
        rule("reference", Tables.USER_FACTORS, isUnknown.and(col(FACTORS).gt(0)), unknown()),
        rule("unique-key", Tables.USER_FACTORS, col(FACTORS).gt(1), manyRows()));
  }

  private static Column twice(String movie) {
    return concat(lit(" has movieId "), col(movie), lit(" more than once"));
  }

  private static Column unknown() {
    return lit(" has no rating");
  }

  private static Column manyRows() {
    return lit(" has more than one row");
  }

  private static Rule rule(String check, Table table, Column violated, Column fault) {
    return new Rule(check, table.name(), violated, concat(lit("userId "), col(USER), fault));
  }
}
