package dev.marquee.serving.http;

/** A component of a body's record has a value that is not allowed; thrown by its constructor. */
public class FieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String expected;

  /** The component's name, and what it must be. */
  public FieldException(String field, String expected) {
    super(field + ", expected " + expected);
    this.field = field;
    this.expected = expected;
  }

  /** Refuses a missing value. */
  public static <T> T required(String field, T value) {
    if (value == null) {
      throw new MissingFieldException(field);
    }
    return value;
  }

  /** Refuses what does not hold. */
  public static void check(boolean holds, String field, String expected) {
    if (!holds) {
      throw new FieldException(field, expected);
    }
  }

  String field() {
    return field;
  }

  String expected() {
    return expected;
  }

  /** The complaint about the field at this path of the body. */
  String complaint(String path) {
    return path + " is not valid, expected " + expected;
  }
}
