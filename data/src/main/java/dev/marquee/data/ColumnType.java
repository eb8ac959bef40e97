package dev.marquee.data;

/** The plain Parquet types that a table may use, so that every Parquet reader opens it. */
public enum ColumnType {
  /** 64-bit signed integer. */
  LONG,
  /** 32-bit signed integer. */
  INT,
  /** 32-bit IEEE float. */
  FLOAT,
  /** UTF-8 text. */
  STRING,
  /** List of {@link #LONG} without nulls. */
  LONG_ARRAY,
  /** List of {@link #INT} without nulls. */
  INT_ARRAY,
  /** List of {@link #FLOAT} without nulls. */
  FLOAT_ARRAY,
  /** List of {@link #STRING} without nulls. */
  STRING_ARRAY
}
