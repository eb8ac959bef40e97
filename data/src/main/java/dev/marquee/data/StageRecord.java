package dev.marquee.data;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one finished run of a stage read and wrote, as the ledger of a staged snapshot keeps it.
 *
 * @param stage the stage's name, such as {@code train-ncf}
 * @param runId unique to this run of the stage
 * @param startedAt ISO-8601 instant
 * @param seconds how long it took
 * @param inputs table it read, to the run that had written that table
 * @param rows table it wrote, to its number of rows
 * @param metrics figures by name
 */
public record StageRecord(
    String stage,
    String runId,
    String startedAt,
    double seconds,
    Map<String, String> inputs,
    Map<String, Long> rows,
    Map<String, Double> metrics) {
  /** Refuses missing parts and negative counts; copies the maps. */
  public StageRecord {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(startedAt, "startedAt");
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException(stage + " took " + seconds + " s, expected 0 or more");
    }
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    for (var table : rows.entrySet()) {
      if (table.getValue() < 0) {
        throw new IllegalArgumentException(
            "%s wrote %d rows of %s, expected 0 or more"
                .formatted(stage, table.getValue(), table.getKey()));
      }
    }
  }
}
