package dev.marquee.serving.snapshot;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/** The converters that Parquet asks for; never called, since columns are read directly. */
final class Discard extends GroupConverter {
  private static final PrimitiveConverter LEAF = new PrimitiveConverter() {};

  private final GroupType type;

  Discard(GroupType type) {
    this.type = type;
  }

  @Override
  public Converter getConverter(int field) {
    return type.getType(field).isPrimitive()
        ? LEAF
        : new Discard(type.getType(field).asGroupType());
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
