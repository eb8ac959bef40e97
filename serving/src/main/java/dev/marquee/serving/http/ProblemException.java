package dev.marquee.serving.http;

import java.util.Optional;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final String field;

  private ProblemException(ProblemKind kind, String field, String detail, Throwable cause) {
    // Without a stack trace: the client's fault needs none, and the flood of one costs nothing.
    super(detail, cause, false, false);
    this.kind = kind;
    this.field = field;
  }

  /** A problem of no field in particular. */
  public static ProblemException of(ProblemKind kind, String detail) {
    return new ProblemException(kind, null, detail, null);
  }

  /** A problem of a parameter, or of a path into the body such as {@code ratings[2].stars}. */
  public static ProblemException of(ProblemKind kind, String field, String detail) {
    return new ProblemException(kind, field, detail, null);
  }

  /** A parameter or field whose value is not what was expected. */
  public static ProblemException invalid(
      ProblemKind kind, String field, Object value, String expected) {
    return of(kind, field, "%s is %s, expected %s".formatted(field, quoted(value), expected));
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "'";
  }

  /** What kind of problem it is. */
  public ProblemKind kind() {
    return kind;
  }

  /** The document for a request. */
  public Problem document(String requestId) {
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        getMessage(),
        Optional.ofNullable(field),
        requestId);
  }
}
