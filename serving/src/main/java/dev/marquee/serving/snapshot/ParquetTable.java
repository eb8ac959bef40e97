package dev.marquee.serving.snapshot;

import dev.marquee.data.Column;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/**
 * Columns of all Parquet files of a table, one after the other in the order of the files' names.
 */
final class ParquetTable {
  private final Table table;
  private final Path folder;
  private final int rows;
  private final Map<String, ParquetColumn> columns;

  private ParquetTable(Table table, Path folder, int rows, Map<String, ParquetColumn> columns) {
    this.table = table;
    this.folder = folder;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Reads columns of a table. A column that may be null and that no file has, for the table was
   * written before there was such a column, is null in every row.
   *
   * @throws UserError naming the table, column and fault if the table or a column is missing, has
   *     another type or holds a null that the contract rules out
   */
  static ParquetTable read(
      SnapshotDirectory snapshot, Table table, Configuration hadoop, String... names) {
    return read(snapshot, table, hadoop, Integer.MAX_VALUE, Map.of(), names);
  }

  /**
   * Reads columns of a table, some of them not as they are.
   *
   * @param mostRows reads only so many
   * @param sinks where the values of some columns go, made for a number of values
   */
  static ParquetTable read(
      SnapshotDirectory snapshot,
      Table table,
      Configuration hadoop,
      int mostRows,
      Map<String, IntFunction<ColumnSink>> sinks,
      String... names) {
    Path folder = snapshot.table(table);
    List<Column> wanted =
        table.columns().stream().filter(c -> Arrays.asList(names).contains(c.name())).toList();
    List<ParquetFileReader> readers = new ArrayList<>();
    try {
      for (Path file : TableFiles.list(folder, table, hadoop)) {
        readers.add(TableFiles.open(file, hadoop));
      }
      return read(table, folder, wanted, readers, mostRows, sinks);
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserError error) {
        throw error;
      }
      throw new UserError(
          "table %s in %s cannot be read: %s; expected the Parquet files of a snapshot"
              .formatted(table, folder, e.getMessage()),
          e);
    } finally {
      readers.forEach(ParquetTable::close);
    }
  }

  private static ParquetTable read(
      Table table,
      Path folder,
      List<Column> wanted,
      List<ParquetFileReader> readers,
      int mostRows,
      Map<String, IntFunction<ColumnSink>> sinks)
      throws IOException {
    int rows = 0;
    Map<String, Integer> values = new LinkedHashMap<>();
    wanted.forEach(column -> values.put(column.name(), 0));
    List<Column> present = wanted.stream().filter(c -> !isLacking(c, readers)).toList();
    for (ParquetFileReader reader : readers) {
      for (Column column : present) {
        var unused =
            ParquetColumn.find(
                table, column, reader.getFileMetaData().getSchema(), reader.getFile());
      }
      for (BlockMetaData block : reader.getRowGroups()) {
        rows = Math.addExact(rows, Math.toIntExact(block.getRowCount()));
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          values.computeIfPresent(
              chunk.getPath().toArray()[0],
              (name, sum) -> Math.addExact(sum, Math.toIntExact(chunk.getValueCount())));
        }
      }
    }
    int read = Math.min(rows, mostRows);
    Map<String, ParquetColumn> columns = new LinkedHashMap<>();
    for (Column column : wanted) {
      // Of a part of the rows, the part of the values that it would have if all had as many.
      int capacity =
          present.contains(column)
              ? (int) Math.ceil((double) values.get(column.name()) * read / Math.max(1, rows))
              : read;
      ColumnSink sink =
          sinks
              .getOrDefault(column.name(), size -> ColumnSink.of(column.type(), size))
              .apply(capacity);
      ParquetColumn filled = new ParquetColumn(table, column, read, sink);
      if (!present.contains(column)) {
        filled.fillWithNulls(read);
      }
      columns.put(column.name(), filled);
    }
    int left = read;
    for (ParquetFileReader reader : readers) {
      left -= left == 0 ? 0 : readFile(table, present, columns, reader, left);
    }
    return new ParquetTable(table, folder, read, columns);
  }

  private static boolean isLacking(Column column, List<ParquetFileReader> readers) {
    return column.nullable()
        && readers.stream()
            .noneMatch(r -> r.getFileMetaData().getSchema().containsField(column.name()));
  }

  /** Reads at most so many rows of a file; returns how many. */
  private static int readFile(
      Table table,
      List<Column> wanted,
      Map<String, ParquetColumn> columns,
      ParquetFileReader reader,
      int mostRows)
      throws IOException {
    int read = 0;
    MessageType whole = reader.getFileMetaData().getSchema();
    MessageType schema =
        new MessageType(
            whole.getName(), wanted.stream().map(c -> whole.getType(c.name())).toList());
    reader.setRequestedSchema(schema);
    for (PageReadStore group = reader.readNextRowGroup();
        group != null && read < mostRows;
        group = reader.readNextRowGroup()) {
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              group, new Discard(schema), schema, reader.getFileMetaData().getCreatedBy());
      int count = (int) Math.min(group.getRowCount(), mostRows - read);
      for (Column column : wanted) {
        ColumnDescriptor leaf = ParquetColumn.find(table, column, schema, reader.getFile());
        columns.get(column.name()).read(store.getColumnReader(leaf), count, reader.getFile());
      }
      read += count;
    }
    return read;
  }

  private static void close(ParquetFileReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UserError(reader.getFile() + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /** Number of rows. */
  int rows() {
    return rows;
  }

  /** An error about a column of this table. */
  UserError fault(String column, String what) {
    return new UserError("%s: column %s of table %s: %s".formatted(folder, column, table, what));
  }

  /** An error about this table. */
  UserError fault(String what) {
    return new UserError("%s: table %s: %s".formatted(folder, table, what));
  }

  /** Values of a LONG column, or the elements of a LONG_ARRAY column. */
  long[] longs(String column) {
    return (long[]) columns.get(column).values();
  }

  /**
   * Rows to which the ids of a column belong that was read so.
   *
   * @throws UserError if there is an id to which none belongs
   */
  int[] rowsOf(String column) {
    ParquetColumn ids = columns.get(column);
    ids.unknown().ifPresent(id -> unknown(column, id));
    return (int[]) ids.values();
  }

  private void unknown(String column, long id) {
    throw fault(column, "%d is unknown, expected a movie of movies".formatted(id));
  }

  /** The stretches of a column of ids that was read so. */
  Runs runs(String column) {
    return (Runs) columns.get(column).values();
  }

  /** Values of an INT column, or the elements of an INT_ARRAY column. */
  int[] ints(String column) {
    return (int[]) columns.get(column).values();
  }

  /** Values of a FLOAT column, or the elements of a FLOAT_ARRAY column. */
  float[] floats(String column) {
    return (float[]) columns.get(column).values();
  }

  /** Values of a STRING column, or the elements of a STRING_ARRAY column. */
  String[] strings(String column) {
    return (String[]) columns.get(column).values();
  }

  /** Where the list of each row begins, and the end of the last; {@code int[rows + 1]}. */
  int[] offsets(String column) {
    return columns.get(column).offsets();
  }
}
