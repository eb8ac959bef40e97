package dev.marquee.jobs.ingest;

import dev.marquee.data.UserError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which field of a line holds which column.
 *
 * @param names the columns of the file in lower case, in order
 */
record CsvHeader(List<String> names) implements Serializable {

  /**
   * Reads the header line of a file.
   *
   * @param file the file, for messages
   * @param required columns that must be there; others are optional or ignored
   * @throws UserError if a required column is missing or a column is there twice
   */
  static CsvHeader parse(String file, String line, List<String> required) {
    List<String> names = new ArrayList<>();
    try {
      for (String field : CsvLine.split(line)) {
        names.add(field.strip().toLowerCase(Locale.ROOT));
      }
    } catch (RejectedRow e) {
      throw new UserError("%s line 1: %s".formatted(file, e.getMessage()), e);
    }
    for (String column : required) {
      if (!names.contains(column.toLowerCase(Locale.ROOT))) {
        throw new UserError(
            "%s line 1: no column %s in \"%s\", expected a header with %s"
                .formatted(file, column, RejectedRow.quote(line), String.join(",", required)));
      }
    }
    for (String name : names) {
      if (!name.isEmpty() && names.indexOf(name) != names.lastIndexOf(name)) {
        throw new UserError(
            "%s line 1: column %s is there twice, expected each column once".formatted(file, name));
      }
    }
    return new CsvHeader(List.copyOf(names));
  }

  /** The position of a column, or -1 where the file does not have it. */
  int position(String column) {
    return names.indexOf(column.toLowerCase(Locale.ROOT));
  }
}
