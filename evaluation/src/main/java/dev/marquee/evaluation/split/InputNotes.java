package dev.marquee.evaluation.split;

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

  /** The notes, in the order in which the kinds first came. */
  List<InputNote> list() {
    List<InputNote> notes = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            notes.add(new InputNote(key.file(), key.kind(), count.rows, count.example)));
    return notes;
  }
}
