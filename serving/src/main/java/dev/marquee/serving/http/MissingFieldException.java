package dev.marquee.serving.http;

/** A component of a body's record has no value and needs one. */
final class MissingFieldException extends FieldException {
  private static final long serialVersionUID = 1L;

  MissingFieldException(String field) {
    super(field, "a value");
  }

  @Override
  String complaint(String path) {
    return path + " is missing";
  }
}
