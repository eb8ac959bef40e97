package dev.marquee.serving.snapshot;

import dev.marquee.data.Column;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes rows as a table's Parquet file, lists in three levels as Spark writes them. */
final class ParquetFixture {
  private ParquetFixture() {}

  /** Writes one more file of a table. */
  static void write(SnapshotDirectory snapshot, Table table, String file, List<List<?>> rows) {
    write(snapshot, table, table.columns(), file, rows);
  }

  /** Writes a file with other columns than the table's. */
  static void write(
      SnapshotDirectory snapshot,
      Table table,
      List<Column> columns,
      String file,
      List<List<?>> rows) {
    write(snapshot, table, columns, file, CompressionCodecName.SNAPPY, rows);
  }

  /** Writes a file with compressed pages. */
  static void write(
      SnapshotDirectory snapshot,
      Table table,
      List<Column> columns,
      String file,
      CompressionCodecName codec,
      Iterable<? extends List<?>> rows) {
    MessageType schema =
        new MessageType("spark_schema", columns.stream().map(ParquetFixture::type).toList());
    Path path = new Path(snapshot.table(table), file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(path, new Configuration()))
            .withType(schema)
            .withCompressionCodec(codec)
            .build()) {
      for (List<?> row : rows) {
        Group group = new SimpleGroupFactory(schema).newGroup();
        for (int i = 0; i < columns.size(); i++) {
          add(group, columns.get(i).name(), row.get(i));
        }
        writer.write(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Type type(Column column) {
    return switch (column.type()) {
      case LONG -> scalar(PrimitiveTypeName.INT64, column.name());
      case INT -> scalar(PrimitiveTypeName.INT32, column.name());
      case FLOAT -> scalar(PrimitiveTypeName.FLOAT, column.name());
      case STRING -> scalar(PrimitiveTypeName.BINARY, column.name());
      case LONG_ARRAY -> list(PrimitiveTypeName.INT64, column.name());
      case INT_ARRAY -> list(PrimitiveTypeName.INT32, column.name());
      case FLOAT_ARRAY -> list(PrimitiveTypeName.FLOAT, column.name());
      case STRING_ARRAY -> list(PrimitiveTypeName.BINARY, column.name());
    };
  }

  private static Type scalar(PrimitiveTypeName type, String name) {
    var builder = Types.optional(type);
    return type == PrimitiveTypeName.BINARY
        ? builder.as(LogicalTypeAnnotation.stringType()).named(name)
        : builder.named(name);
  }

  private static Type list(PrimitiveTypeName type, String name) {
    return Types.optionalList().element(scalar(type, "element")).named(name);
  }

  private static void add(Group group, String name, Object value) {
    if (value instanceof List<?> elements) {
      Group list = group.addGroup(name);
      for (Object element : elements) {
        add(list.addGroup("list"), "element", element);
      }
    } else if (value instanceof Long number) {
      group.add(name, number.longValue());
    } else if (value instanceof Integer number) {
      group.add(name, number.intValue());
    } else if (value instanceof Float number) {
      group.add(name, number.floatValue());
    } else if (value instanceof String text) {
      group.add(name, text);
    } else if (value != null) {
      throw new IllegalArgumentException(value.getClass().getName());
    }
  }
}
