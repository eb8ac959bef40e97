package dev.marquee.evaluation.split;

import dev.marquee.data.UserError;
import dev.marquee.jobs.ingest.CsvRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was left out of the input, by file and kind. */
final class InputNotes {
  private record Key(String file, String kind) {}

  private static final class Count {
    final String example;
    int rows;

    Count(String example) {
      this.example = example;
    }
  }

  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /** Counts one row; the first example of a kind is kept. */
  void add(String file, String kind, String example) {
    counts.computeIfAbsent(new Key(file, kind), key -> new Count(example)).rows++;
  }

  /**
   * Counts malformed lines.
   *
   * @param rows lines of the file that were well formed
   * @param maxShare share of malformed lines, 0-1, beyond which the file is refused
   * @throws UserError naming the first of too many
   */
  void addMalformed(String file, List<CsvRows.Rejected> rejected, long rows, double maxShare) {
    long lines = rows + rejected.size();
    if (rejected.size() > maxShare * lines) {
      throw new UserError(
          "%s: %d of %d lines are malformed, expected at most %.1f %%; line %d: %s"
              .formatted(
                  file,
                  rejected.size(),
                  lines,
                  100 * maxShare,
                  rejected.get(0).line(),
                  rejected.get(0).detail()));
    }
    rejected.forEach(
        row -> add(file, "malformed line", "line " + row.line() + ": " + row.detail()));
  }

  /** The notes, in the order in which the kinds first came. */
  List<InputNote> list() {
    List<InputNote> notes = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            notes.add(new InputNote(key.file(), key.kind(), count.rows, count.example)));
    return notes;
  }
}
