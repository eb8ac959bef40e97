package dev.marquee.jobs.publish;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;

import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.List;
import org.apache.spark.sql.Column;

/** Rules of single tables about one row each. */
final class RowRules {
  /** How far the length of a unit vector may be from 1; floats are good for about 1e-6. */
  private static final double UNIT_TOLERANCE = 1e-3;

  private RowRules() {}

  /** The rules of a table; none for most. */
  static List<Rule> of(Table table) {
    if (table == Tables.MOVIE_TFIDF) {
      return movieTfidf();
    }
    if (table == Tables.MOVIE_EMBEDDINGS) {
      Column embedding = col(Tables.MOVIE_EMBEDDINGS.embedding);
      return List.of(
          rule("unit-length", table, isNotUnit(embedding), "embedding has not length 1"));
    }
    if (table == Tables.SIMILAR_MOVIES) {
      Column isItself =
          col(Tables.SIMILAR_MOVIES.movieId).equalTo(col(Tables.SIMILAR_MOVIES.similarMovieId));
      return List.of(rule("similar-itself", table, isItself, "it is listed as similar to itself"));
    }
    if (table == Tables.NCF_LAYERS) {
      return ncfLayers();
    }
    if (table == Tables.NCF_POOLING) {
      return ncfPooling();
    }
    if (table == Tables.USER_HISTORIES) {
      return userHistories();
    }
    return List.of();
  }

  private static List<Rule> movieTfidf() {
    Column indices = col(Tables.MOVIE_TFIDF.indices);
    Column values = col(Tables.MOVIE_TFIDF.values);
    // A movie of which no word is in the vocabulary has an empty vector.
    Column isNotUnit = size(values).gt(0).and(isNotUnit(values));
    Column isUnsorted = indices.notEqual(array_sort(array_distinct(indices)));
    return List.of(
        rule(
            "aligned",
            Tables.MOVIE_TFIDF,
            size(indices).notEqual(size(values)),
            "indices and values differ in number"),
        rule("aligned", Tables.MOVIE_TFIDF, isUnsorted, "indices do not ascend"),
        rule("unit-length", Tables.MOVIE_TFIDF, isNotUnit, "values have not length 1"));
  }

  private static List<Rule> ncfLayers() {
    Column outputs = col(Tables.NCF_LAYERS.outputSize);
    Column weights = outputs.multiply(col(Tables.NCF_LAYERS.inputSize));
    return List.of(
        rule(
            "aligned",
            Tables.NCF_LAYERS,
            size(col(Tables.NCF_LAYERS.weights))
                .notEqual(weights)
                .or(size(col(Tables.NCF_LAYERS.bias)).notEqual(outputs)),
            "weights and bias do not fit inputSize and outputSize"));
  }

  private static List<Rule> ncfPooling() {
    Tables.NcfPooling table = Tables.NCF_POOLING;
    Column size = col(table.size);
    Column queries = size(col(table.queries));
    Column shrinkage = size(col(table.shrinkage));
    return List.of(
        rule(
            "aligned",
            table,
            size(col(table.base))
                .notEqual(size)
                .or(queries.notEqual(0).and(queries.notEqual(size)))
                .or(shrinkage.gt(0).and(shrinkage.notEqual(size)))
                .or(size.mod(col(table.heads)).notEqual(0)),
            "base, queries, shrinkage and heads do not fit size"));
  }

  private static List<Rule> userHistories() {
    Column movies = size(col(Tables.USER_HISTORIES.movieIds));
    return List.of(
        rule(
            "aligned",
            Tables.USER_HISTORIES,
            movies
                .notEqual(size(col(Tables.USER_HISTORIES.ratings)))
                .or(movies.notEqual(size(col(Tables.USER_HISTORIES.timestamps)))),
            "movieIds, ratings and timestamps differ in number"));
  }

  private static Column isNotUnit(Column vector) {
    Column squares =
        aggregate(
            vector,
            lit(0.0),
            (sum, value) -> sum.plus(value.cast("double").multiply(value.cast("double"))));
    return abs(sqrt(squares).minus(1.0)).gt(UNIT_TOLERANCE);
  }

  private static Rule rule(String check, Table table, Column violated, String fault) {
    return new Rule(
        check, table.name(), violated, concat(TableProfile.key(table), lit(": " + fault)));
  }
}
