package dev.marquee.jobs.publish;

import dev.marquee.data.Column;
import dev.marquee.data.ColumnType;
import dev.marquee.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Compares the footer of one Parquet file with the contract of its table. Reads no rows. */
final class ParquetFooters {
  private ParquetFooters() {}

  /**
   * What is wrong with the file's footer: unreadable, or another schema than the table's; empty
   * text if nothing is.
   */
  static String fault(Path file, Table table, Configuration hadoop) {
    MessageType schema;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
      schema = reader.getFooter().getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      return "no readable Parquet file: " + firstLine(e);
    }
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    table.columns().forEach(column -> expected.add(column.name()));
    schema.getFields().forEach(field -> found.add(field.getName()));
    if (!found.equals(expected)) {
      return "has columns " + found + ", expected " + expected;
    }
    for (Column column : table.columns()) {
      Type type = schema.getType(column.name());
      if (!fits(type, column.type())) {
        return "column %s has type %s, expected %s"
            .formatted(column.name(), type.toString().replaceAll("\\s+", " "), column.type());
      }
    }
    return "";
  }

  private static boolean fits(Type type, ColumnType expected) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    return switch (expected) {
      case LONG -> isInteger(type, PrimitiveTypeName.INT64, 64);
      case INT -> isInteger(type, PrimitiveTypeName.INT32, 32);
      case FLOAT ->
          isPrimitive(type, PrimitiveTypeName.FLOAT) && type.getLogicalTypeAnnotation() == null;
      case STRING ->
          isPrimitive(type, PrimitiveTypeName.BINARY)
              && LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation());
      case LONG_ARRAY -> isListOf(type, ColumnType.LONG);
      case INT_ARRAY -> isListOf(type, ColumnType.INT);
      case FLOAT_ARRAY -> isListOf(type, ColumnType.FLOAT);
      case STRING_ARRAY -> isListOf(type, ColumnType.STRING);
    };
  }

  /** The three-level list of the Parquet specification: group, repeated group, element. */
  private static boolean isListOf(Type type, ColumnType element) {
    if (type.isPrimitive()
        || !LogicalTypeAnnotation.listType().equals(type.getLogicalTypeAnnotation())) {
      return false;
    }
    GroupType list = type.asGroupType();
    if (list.getFieldCount() != 1
        || list.getType(0).isPrimitive()
        || !list.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    GroupType repeated = list.getType(0).asGroupType();
    return repeated.getFieldCount() == 1 && fits(repeated.getType(0), element);
  }

  private static boolean isInteger(Type type, PrimitiveTypeName name, int bits) {
    if (!isPrimitive(type, name)) {
      return false;
    }
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation == null
        || (annotation instanceof IntLogicalTypeAnnotation integer
            && integer.isSigned()
            && integer.getBitWidth() == bits);
  }

  private static boolean isPrimitive(Type type, PrimitiveTypeName name) {
    return type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  private static String firstLine(Exception fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
