package dev.marquee.jobs.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A condition that no row may meet. Any number of rules over the same rows are counted in one pass.
 *
 * @param check the check's name
 * @param table the table that is at fault where a row meets it
 * @param violated true for a row at fault; null counts as false
 * @param example text that names the row and the fault
 */
record Rule(String check, String table, Column violated, Column example) {

  /** The aggregates of the rules: for each the number of rows at fault, then one example. */
  private static List<Column> aggregates(List<Rule> rules) {
    List<Column> aggregates = new ArrayList<>();
    for (Rule rule : rules) {
      Column violated = coalesce(rule.violated(), lit(false));
      aggregates.add(sum(when(violated, 1L).otherwise(0L)));
      // The smallest text, so that the same fault always shows the same example.
      aggregates.add(min(when(violated, coalesce(rule.example(), lit("a row without a key")))));
    }
    return aggregates;
  }

  /**
   * Evaluates the rules and further aggregates in one pass.
   *
   * @param further aggregates whose values the caller needs
   * @param failures takes what the rules find
   * @return the values of {@code further}, in its order
   */
  static Row evaluate(
      Dataset<Row> rows, List<Rule> rules, List<Column> further, List<CheckFailure> failures) {
    List<Column> aggregates = new ArrayList<>(further);
    aggregates.addAll(aggregates(rules));
    Row result =
        rows.agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
            .first();
    for (int i = 0; i < rules.size(); i++) {
      int at = further.size() + 2 * i;
      long count = result.isNullAt(at) ? 0 : result.getLong(at);
      if (count > 0) {
        Rule rule = rules.get(i);
        failures.add(new CheckFailure(rule.check(), rule.table(), count, result.getString(at + 1)));
      }
    }
    return result;
  }
}
