package dev.marquee.jobs.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line of CSV as RFC 4180 says: fields are separated by commas; a field that starts with
 * a quote ends at the next quote that is not doubled. Unlike in the RFC, a record is one line, and
 * a quote inside an unquoted field stands for itself.
 */
final class CsvLine {
  private static final char QUOTE = '"';
  private static final char COMMA = ',';

  private CsvLine() {}

  /**
   * The fields of a line, without their quotes; at least one.
   *
   * @throws RejectedRow if a quote is not closed or text follows a closing quote
   */
  static List<String> split(String line) throws RejectedRow {
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (true) {
      int end;
      if (start < line.length() && line.charAt(start) == QUOTE) {
        StringBuilder text = new StringBuilder();
        end = readQuoted(line, start + 1, text);
        fields.add(text.toString());
      } else {
        int comma = line.indexOf(COMMA, start);
        end = comma < 0 ? line.length() : comma;
        fields.add(line.substring(start, end));
      }
      if (end == line.length()) {
        return fields;
      }
      start = end + 1;
    }
  }

  /** Appends the text up to the closing quote and returns the position behind that quote. */
  private static int readQuoted(String line, int start, StringBuilder text) throws RejectedRow {
    int position = start;
    while (true) {
      int quote = line.indexOf(QUOTE, position);
      if (quote < 0) {
        throw new RejectedRow(
            RejectReason.MALFORMED,
            "the quote at character %d is not closed, expected one record a line".formatted(start));
      }
      text.append(line, position, quote);
      int next = quote + 1;
      if (next == line.length() || line.charAt(next) == COMMA) {
        return next;
      }
      if (line.charAt(next) != QUOTE) {
        throw new RejectedRow(
            RejectReason.MALFORMED,
            "text follows the closing quote at character %d, expected a comma".formatted(next));
      }
      text.append(QUOTE);
      position = next + 1;
    }
  }
}
