package dev.marquee.data;

/**
 * One column of a table.
 *
 * @param name the column's name in the Parquet file
 * @param type its plain type
 * @param nullable whether a row may leave it out; the elements of an array are never null
 * @param description what it holds, with its unit
 */
public record Column(String name, ColumnType type, boolean nullable, String description) {}
