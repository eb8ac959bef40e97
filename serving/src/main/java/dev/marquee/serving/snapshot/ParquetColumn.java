package dev.marquee.serving.snapshot;

import dev.marquee.data.Column;
import dev.marquee.data.ColumnType;
import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import java.util.OptionalLong;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** One column of a table while its files are read: where its values go, and where lists begin. */
final class ParquetColumn {
  private final Table table;
  private final Column column;
  private final ColumnSink sink;
  private final int[] offsets;
  private int rows;

  /**
   * A column to be filled.
   *
   * @param rows number of rows that will be read
   * @param sink where its values go
   */
  ParquetColumn(Table table, Column column, int rows, ColumnSink sink) {
    this.table = table;
    this.column = column;
    this.sink = sink;
    this.offsets = isList() ? new int[rows + 1] : null;
  }

  /**
   * The column's leaf in a file.
   *
   * @throws UserError if the file lacks the column or has it with another type
   */
  static ColumnDescriptor find(Table table, Column column, MessageType schema, Object file) {
    ColumnDescriptor found = null;
    for (ColumnDescriptor candidate : schema.getColumns()) {
      if (candidate.getPath()[0].equals(column.name())) {
        if (found != null) {
          throw wrongType(table, column, "a structure", file);
        }
        found = candidate;
      }
    }
    if (found == null) {
      throw new UserError(
          "%s: table %s has no column %s, expected one of type %s"
              .formatted(file, table, column.name(), column.type()));
    }
    PrimitiveTypeName type = found.getPrimitiveType().getPrimitiveTypeName();
    boolean isList = isList(column.type());
    if (type != physical(column.type()) || found.getMaxRepetitionLevel() != (isList ? 1 : 0)) {
      String lists = found.getMaxRepetitionLevel() == 0 ? "" : "a list of ";
      throw wrongType(table, column, lists + type, file);
    }
    return found;
  }

  private static UserError wrongType(Table table, Column column, String found, Object file) {
    return new UserError(
        "%s: column %s of table %s is %s, expected %s"
            .formatted(file, column.name(), table, found, column.type()));
  }

  /** Takes the column's values of one row group of this many rows. */
  void read(ColumnReader reader, long count, Object file) {
    if (isList()) {
      readLists(reader, count, file);
    } else {
      readScalars(reader, count, file);
    }
  }

  private void readScalars(ColumnReader reader, long count, Object file) {
    int defined = reader.getDescriptor().getMaxDefinitionLevel();
    for (long i = 0; i < count; i++) {
      if (reader.getCurrentDefinitionLevel() == defined) {
        sink.take(reader);
      } else if (column.nullable()) {
        sink.takeNull();
      } else {
        throw isNull(file);
      }
      rows++;
      reader.consume();
    }
  }

  private void readLists(ColumnReader reader, long count, Object file) {
    ColumnDescriptor leaf = reader.getDescriptor();
    int defined = leaf.getMaxDefinitionLevel();
    // One level below a value stands for a null element, or for an empty list where elements are
    // required; further levels below stand for an empty list and for none at all.
    boolean elementMayBeNull = leaf.getPrimitiveType().isRepetition(Repetition.OPTIONAL);
    for (long i = 0; i < count; i++) {
      offsets[rows] = sink.size;
      do {
        int level = reader.getCurrentDefinitionLevel();
        if (level == defined) {
          sink.take(reader);
        } else if (elementMayBeNull && level == defined - 1) {
          throw isNull(file);
        }
        reader.consume();
      } while (reader.getCurrentRepetitionLevel() > 0);
      rows++;
    }
  }

  /** Takes so many nulls; of a list, as many empty ones. */
  void fillWithNulls(int count) {
    for (int i = 0; i < count; i++) {
      if (isList()) {
        offsets[rows] = sink.size;
      } else {
        sink.takeNull();
      }
      rows++;
    }
  }

  private UserError isNull(Object file) {
    return new UserError(
        "%s: column %s of table %s is null in row %d, expected a value"
            .formatted(file, column.name(), table, rows));
  }

  /** Rows read so far. */
  int rows() {
    return rows;
  }

  /** The first id that no row belongs to, where rows are kept in place of ids. */
  OptionalLong unknown() {
    return sink.unknown();
  }

  /** The values, or the elements of all lists. */
  Object values() {
    return sink.values();
  }

  /** Where each list begins, and the end of the last. */
  int[] offsets() {
    offsets[rows] = sink.size;
    return offsets;
  }

  private boolean isList() {
    return isList(column.type());
  }

  private static boolean isList(ColumnType type) {
    return switch (type) {
      case LONG_ARRAY, INT_ARRAY, FLOAT_ARRAY, STRING_ARRAY -> true;
      case LONG, INT, FLOAT, STRING -> false;
    };
  }

  private static PrimitiveTypeName physical(ColumnType type) {
    return switch (type) {
      case LONG, LONG_ARRAY -> PrimitiveTypeName.INT64;
      case INT, INT_ARRAY -> PrimitiveTypeName.INT32;
      case FLOAT, FLOAT_ARRAY -> PrimitiveTypeName.FLOAT;
      case STRING, STRING_ARRAY -> PrimitiveTypeName.BINARY;
    };
  }
}
