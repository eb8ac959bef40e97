package dev.marquee.data;

/**
 * A fault that the person who runs Marquee can mend. The message says what is wrong, where, and
 * what was expected; it is shown as one line, without a stack trace.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with the line to show. */
  public UserError(String message) {
    super(message);
  }

  /** An error with the line to show and the fault behind it, for the log. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
