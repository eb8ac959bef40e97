package dev.marquee.evaluation.report;

import java.util.List;

/**
 * A further table of a report, such as what each diversity setting costs.
 *
 * @param title its heading
 * @param explanation one sentence that says how to read it
 * @param columns names of the columns
 * @param rows as many texts each as there are columns
 */
public record ExtraTable(
    String title, String explanation, List<String> columns, List<List<String>> rows) {
  /** Refuses rows of another length than the columns. */
  public ExtraTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s: a row of %d texts, expected %d".formatted(title, row.size(), columns.size()));
      }
    }
  }
}
