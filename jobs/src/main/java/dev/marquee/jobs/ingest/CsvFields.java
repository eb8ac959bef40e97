package dev.marquee.jobs.ingest;

import static dev.marquee.jobs.ingest.RejectedRow.quote;

import java.util.List;
import java.util.regex.Pattern;

/** The fields of one line by column name, checked as they are asked for. */
final class CsvFields {
  /** The last second of the year 9999; milliseconds taken for seconds lie beyond it. */
  static final long LATEST_TIMESTAMP = 253_402_300_799L;

  /**
   * Decimal notation only: Java would also take hexadecimal and a trailing f or d. Possessive, so
   * that a long line of digits takes linear time.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private final CsvHeader header;
  private final List<String> values;

  private CsvFields(CsvHeader header, List<String> values) {
    this.header = header;
    this.values = values;
  }

  /**
   * Splits a line.
   *
   * @throws RejectedRow if the line is not UTF-8, is malformed or has not one field a column
   */
  static CsvFields parse(CsvHeader header, String line) throws RejectedRow {
    int replaced = line.indexOf('\uFFFD');
    if (replaced >= 0) {
      throw new RejectedRow(
          RejectReason.NOT_UTF8,
          "unreadable bytes at character %d, expected UTF-8".formatted(replaced + 1));
    }
    List<String> values = CsvLine.split(line);
    if (values.size() != header.names().size()) {
      throw new RejectedRow(
          values.size() < header.names().size()
              ? RejectReason.MISSING_COLUMN
              : RejectReason.MALFORMED,
          "%d fields, expected %d".formatted(values.size(), header.names().size()));
    }
    return new CsvFields(header, values);
  }

  /** The stripped text of a column, null where it is blank or the file lacks the column. */
  String optionalText(String column) {
    int position = header.position(column);
    String text = position < 0 ? "" : values.get(position).strip();
    return text.isEmpty() ? null : text;
  }

  /** The stripped text of a column that every row must fill. */
  String text(String column) throws RejectedRow {
    return text(column, RejectReason.MISSING_VALUE);
  }

  /** The stripped text of a column; {@code ifBlank} is the reason to reject a blank one. */
  String text(String column, RejectReason ifBlank) throws RejectedRow {
    String text = optionalText(column);
    if (text == null) {
      throw new RejectedRow(ifBlank, column + " is blank, expected a value");
    }
    return text;
  }

  /** An id: any 64-bit number. */
  long id(String column) throws RejectedRow {
    String text = text(column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new RejectedRow(
          RejectReason.BAD_ID,
          "%s %s, expected a whole 64-bit number".formatted(column, quote(text)));
    }
  }

  /** A rating within the range, in stars. */
  float rating(String column, RatingRange range) throws RejectedRow {
    String text = text(column);
    double rating = Double.NaN;
    if (NUMBER.matcher(text).matches()) {
      rating = Double.parseDouble(text);
    } else if (!NOT_FINITE.matcher(text).matches()) {
      throw new RejectedRow(
          RejectReason.BAD_RATING, "%s %s, expected a number".formatted(column, quote(text)));
    }
    if (!range.contains(rating)) {
      throw new RejectedRow(
          RejectReason.RATING_OUT_OF_RANGE,
          "%s %s, expected %s to %s"
              .formatted(column, quote(text), range.minimum(), range.maximum()));
    }
    return (float) rating;
  }

  /** A moment in seconds since 1970, UTC. */
  long timestamp(String column) throws RejectedRow {
    String text = text(column);
    long seconds = -1;
    try {
      seconds = Long.parseLong(text);
    } catch (NumberFormatException e) {
      // Stays out of range.
    }
    if (seconds < 0 || seconds > LATEST_TIMESTAMP) {
      throw new RejectedRow(
          RejectReason.BAD_TIMESTAMP,
          "%s %s, expected seconds since 1970 (0 to %d)"
              .formatted(column, quote(text), LATEST_TIMESTAMP));
    }
    return seconds;
  }
}
