package dev.marquee.serving.bench;

import dev.marquee.data.Column;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Writes rows as a table's Parquet file, lists in three levels as Spark writes them. A row has a
 * value, a list of values or null for each column.
 */
public final class ParquetRows extends WriteSupport<List<?>> {
  private final MessageType schema;
  private RecordConsumer to;

  private ParquetRows(List<Column> columns) {
    schema = new MessageType("spark_schema", columns.stream().map(ParquetRows::type).toList());
  }

  /** Writes one more file of a table. */
  public static void write(
      SnapshotDirectory snapshot, Table table, String file, List<List<?>> rows) {
    write(snapshot, table, table.columns(), file, rows);
  }

  /** Writes a file with other columns than the table's. */
  public static void write(
      SnapshotDirectory snapshot,
      Table table,
      List<Column> columns,
      String file,
      List<List<?>> rows) {
    write(snapshot, table, columns, file, CompressionCodecName.SNAPPY, rows);
  }

  /** Writes a file with compressed pages; the rows are asked for as they are written. */
  public static void write(
      SnapshotDirectory snapshot,
      Table table,
      List<Column> columns,
      String file,
      CompressionCodecName codec,
      Iterable<? extends List<?>> rows) {
    Path path = new Path(snapshot.table(table), file);
    try (ParquetWriter<List<?>> writer =
        new Builder(HadoopOutputFile.fromPath(path, new Configuration()), columns)
            .withCompressionCodec(codec)
            .build()) {
      for (List<?> row : rows) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    to = consumer;
  }

  @Override
  public void write(List<?> row) {
    to.startMessage();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value != null) {
        to.startField(schema.getFieldName(i), i);
        if (value instanceof List<?> elements) {
          writeList(elements);
        } else {
          writeScalar(value);
        }
        to.endField(schema.getFieldName(i), i);
      }
    }
    to.endMessage();
  }

  private void writeList(List<?> elements) {
    to.startGroup();
    if (!elements.isEmpty()) {
      to.startField("list", 0);
      for (Object element : elements) {
        to.startGroup();
        if (element != null) {
          to.startField("element", 0);
          writeScalar(element);
          to.endField("element", 0);
        }
        to.endGroup();
      }
      to.endField("list", 0);
    }
    to.endGroup();
  }

  private void writeScalar(Object value) {
    if (value instanceof Long number) {
      to.addLong(number);
    } else if (value instanceof Integer number) {
      to.addInteger(number);
    } else if (value instanceof Float number) {
      to.addFloat(number);
    } else if (value instanceof String text) {
      to.addBinary(Binary.fromString(text));
    } else {
      throw new IllegalArgumentException(value.getClass().getName());
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

  private static final class Builder extends ParquetWriter.Builder<List<?>, Builder> {
    private final List<Column> columns;

    Builder(OutputFile file, List<Column> columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<List<?>> getWriteSupport(Configuration configuration) {
      return new ParquetRows(columns);
    }
  }
}
