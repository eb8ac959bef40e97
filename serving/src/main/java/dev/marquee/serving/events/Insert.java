package dev.marquee.serving.events;

import dev.marquee.data.EventTables.ErasedUsers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The text of statements that insert one row, with a parameter named after each column. */
final class Insert {
  private Insert() {}

  /** {@code INSERT INTO table (a, b) VALUES (:a, :b)}. */
  static String into(String table, String... columns) {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(table, String.join(", ", columns), parameters(List.of(columns)));
  }

  /**
   * The same for a row that belongs to a user, who must not have been erased since.
   *
   * @param time the column that says when it happened
   */
  static String unlessErased(String table, String user, String time, String... columns) {
    return """
        INSERT INTO %s (%s) SELECT %s
        WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s = :%s AND %s > :%s)
        """
        .formatted(
            table,
            String.join(", ", columns),
            parameters(Arrays.asList(columns)),
            ErasedUsers.TABLE,
            ErasedUsers.USER_ID,
            user,
            ErasedUsers.ERASED_AT,
            time);
  }

  private static String parameters(List<String> columns) {
    return columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
  }
}
