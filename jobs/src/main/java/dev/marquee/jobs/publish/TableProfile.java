package dev.marquee.jobs.publish;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;

import dev.marquee.data.Column;
import dev.marquee.data.ColumnType;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over a table tells: its number of rows, the lengths of its vectors, and the rows
 * that break a rule which needs no other row. The pass reads every column, so that a damaged page
 * is found as well.
 *
 * @param rows number of rows
 * @param vectorLengths vector column to its one length; a column with several lengths is left out
 */
record TableProfile(long rows, Map<String, Integer> vectorLengths) {
  private static final org.apache.spark.sql.Column INFINITY = lit(Float.POSITIVE_INFINITY);

  /** Columns whose arrays have one length in all rows. */
  private static final Map<Table, List<String>> VECTORS =
      Map.of(
          Tables.MOVIE_EMBEDDINGS, List.of(Tables.MOVIE_EMBEDDINGS.embedding),
          Tables.USER_FACTORS, List.of(Tables.USER_FACTORS.gmf, Tables.USER_FACTORS.mlp),
          Tables.MOVIE_FACTORS,
              List.of(
                  Tables.MOVIE_FACTORS.gmf,
                  Tables.MOVIE_FACTORS.mlp,
                  Tables.MOVIE_FACTORS.history));

  /** The vectors of a branch that a model may lack. */
  private static final Map<Table, String> MAYBE_EMPTY =
      Map.of(
          Tables.USER_FACTORS, Tables.USER_FACTORS.mlp,
          Tables.MOVIE_FACTORS, Tables.MOVIE_FACTORS.mlp);

  /** Profiles a table; what is at fault is added to {@code failures}. */
  static TableProfile of(Table table, Dataset<Row> rows, List<CheckFailure> failures) {
    List<Rule> rules = new ArrayList<>(RowRules.of(table));
    for (Column column : table.columns()) {
      rules.addAll(columnRules(table, column));
    }
    List<String> vectors = VECTORS.getOrDefault(table, List.of());
    List<org.apache.spark.sql.Column> further = new ArrayList<>();
    further.add(count(lit(1)));
    for (String vector : vectors) {
      further.add(min(size(col(vector))));
      further.add(max(size(col(vector))));
      further.add(min_by(key(table), size(col(vector))));
    }
    for (Column column : table.columns()) {
      further.add(count(col(column.name())));
    }
    Row result = Rule.evaluate(rows, rules, further, failures);
    Map<String, Integer> lengths = new TreeMap<>();
    for (int i = 0; i < vectors.size(); i++) {
      String vector = vectors.get(i);
      length(table, vector, result, 1 + 3 * i, failures)
          .ifPresent(length -> lengths.put(vector, length));
    }
    return new TableProfile(result.getLong(0), lengths);
  }

  /** Text that names a row: its first column, and the second where that is a number. */
  static org.apache.spark.sql.Column key(Table table) {
    Column first = table.columns().get(0);
    Column second = table.columns().get(1);
    org.apache.spark.sql.Column key = named(first);
    boolean isNumber = second.type() == ColumnType.LONG || second.type() == ColumnType.INT;
    return isNumber ? concat(key, lit(", "), named(second)) : key;
  }

  private static org.apache.spark.sql.Column named(Column column) {
    return concat(
        lit(column.name() + " "), coalesce(col(column.name()).cast("string"), lit("null")));
  }

  private static List<Rule> columnRules(Table table, Column column) {
    List<Rule> rules = new ArrayList<>();
    org.apache.spark.sql.Column value = col(column.name());
    if (!column.nullable()) {
      rules.add(rule("required", table, value.isNull(), column.name() + " is null"));
    }
    switch (column.type()) {
      case FLOAT ->
          rules.add(
              rule("finite", table, isNotFinite(value), column.name() + " is NaN or infinite"));
      case FLOAT_ARRAY -> {
        // NaN is Spark's greatest float, so the extremes tell without a look at each element.
        rules.add(
            rule(
                "finite",
                table,
                isNotFinite(array_max(value)).or(isNotFinite(array_min(value))),
                column.name() + " holds NaN or infinity"));
        rules.add(nullElements(table, column));
      }
      case LONG_ARRAY, INT_ARRAY, STRING_ARRAY -> rules.add(nullElements(table, column));
      case LONG, INT, STRING -> {}
    }
    return rules;
  }

  private static Rule nullElements(Table table, Column column) {
    return rule(
        "required",
        table,
        exists(col(column.name()), element -> element.isNull()),
        column.name() + " holds a null");
  }

  private static org.apache.spark.sql.Column isNotFinite(org.apache.spark.sql.Column value) {
    return value.isNaN().or(abs(value).equalTo(INFINITY));
  }

  private static Rule rule(
      String check, Table table, org.apache.spark.sql.Column violated, String fault) {
    return new Rule(check, table.name(), violated, concat(key(table), lit(": " + fault)));
  }

  /** The column's one length, if it has one, above 0 unless its branch may be missing. */
  private static OptionalInt length(
      Table table, String column, Row result, int at, List<CheckFailure> failures) {
    if (result.isNullAt(at)) {
      return OptionalInt.empty();
    }
    int shortest = result.getInt(at);
    int longest = result.getInt(at + 1);
    boolean mayBeEmpty = column.equals(MAYBE_EMPTY.get(table));
    if (shortest == longest && (shortest > 0 || mayBeEmpty)) {
      return OptionalInt.of(shortest);
    }
    failures.add(
        new CheckFailure(
            "vector-length",
            table.name(),
            1,
            "%s: %s has %d elements, expected the %d of other rows%s"
                .formatted(
                    result.getString(at + 2),
                    column,
                    shortest,
                    longest,
                    mayBeEmpty ? "" : " and more than 0")));
    return OptionalInt.empty();
  }
}
