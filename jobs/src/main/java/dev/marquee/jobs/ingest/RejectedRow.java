package dev.marquee.jobs.ingest;

/** Thrown while one input line is read: the line is kept in {@code rejected_rows}. */
final class RejectedRow extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 80;

  private final RejectReason reason;

  /** A rejection; {@code detail} says what was found and what was expected. */
  RejectedRow(RejectReason reason, String detail) {
    // A file may hold millions of bad lines: no stack traces.
    super(detail, null, false, false);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }

  /** The text, cut to a length that fits into a message. */
  static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
