package dev.marquee.jobs.pipeline;

import dev.marquee.data.Column;
import dev.marquee.data.ColumnType;
import dev.marquee.data.Table;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's view of the table contract. */
public final class SparkSchemas {
  private SparkSchemas() {}

  /** The schema of a table, every column with its declared type. */
  public static StructType of(Table table) {
    StructType schema = new StructType();
    for (Column column : table.columns()) {
      schema = schema.add(column.name(), type(column.type()), column.nullable());
    }
    return schema;
  }

  /** The Spark type of a column type; array elements are never null. */
  public static DataType type(ColumnType type) {
    return switch (type) {
      case LONG -> DataTypes.LongType;
      case INT -> DataTypes.IntegerType;
      case FLOAT -> DataTypes.FloatType;
      case STRING -> DataTypes.StringType;
      case LONG_ARRAY -> DataTypes.createArrayType(DataTypes.LongType, false);
      case INT_ARRAY -> DataTypes.createArrayType(DataTypes.IntegerType, false);
      case FLOAT_ARRAY -> DataTypes.createArrayType(DataTypes.FloatType, false);
      case STRING_ARRAY -> DataTypes.createArrayType(DataTypes.StringType, false);
    };
  }

  /**
   * The rows with the table's columns in its order.
   *
   * @throws IllegalArgumentException if a column is missing or has another type
   */
  public static Dataset<Row> conform(Table table, Dataset<Row> rows) {
    for (Column column : table.columns()) {
      StructField field =
          Arrays.stream(rows.schema().fields())
              .filter(candidate -> candidate.name().equals(column.name()))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException(table + " lacks column " + column.name()));
      if (!DataType.equalsIgnoreNullability(field.dataType(), type(column.type()))) {
        throw new IllegalArgumentException(
            "%s.%s has type %s, expected %s"
                .formatted(
                    table,
                    column.name(),
                    field.dataType().simpleString(),
                    type(column.type()).simpleString()));
      }
    }
    org.apache.spark.sql.Column[] columns =
        table.columns().stream()
            .map(column -> rows.col(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new);
    return rows.select(columns);
  }
}
