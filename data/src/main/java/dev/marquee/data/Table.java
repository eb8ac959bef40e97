package dev.marquee.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table of a snapshot: its name and its columns in order. See {@link Tables} for all of them. */
public abstract class Table {
  private final String name;
  private final List<Column> columns = new ArrayList<>();

  Table(String name) {
    this.name = name;
  }

  /** The table's name, which is also its folder in a snapshot. */
  public final String name() {
    return name;
  }

  /** The columns in the order in which they are written. */
  public final List<Column> columns() {
    return Collections.unmodifiableList(columns);
  }

  @Override
  public final String toString() {
    return name;
  }

  /** Declares the next column, which every row fills, and returns its name. */
  final String required(String column, ColumnType type, String description) {
    columns.add(new Column(column, type, false, description));
    return column;
  }

  /** Declares the next column, which a row may leave null, and returns its name. */
  final String optional(String column, ColumnType type, String description) {
    columns.add(new Column(column, type, true, description));
    return column;
  }
}
