package dev.marquee.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds tables that no longer follow from the tables beside them, because an earlier stage was run
 * again after they were made.
 */
final class Staleness {
  private final List<StageRecord> records;
  private final Map<String, StageRecord> writers = new HashMap<>();

  /** Looks at the latest record of every stage. */
  Staleness(List<StageRecord> records) {
    this.records = records;
    for (StageRecord record : records) {
      record.rows().keySet().forEach(table -> writers.put(table, record));
    }
  }

  /** The run that wrote a table, if its stage finished. */
  Optional<StageRecord> writer(String table) {
    return Optional.ofNullable(writers.get(table));
  }

  /** Stale table to one line that says why and what to run, sorted by the order of the pipeline. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    // A stale table makes the tables made from it stale: repeat until nothing is added.
    int before;
    do {
      before = reasons.size();
      for (StageRecord record : records) {
        for (String input : record.inputs().keySet()) {
          Optional<String> fault = fault(record, input, reasons);
          if (fault.isPresent()) {
            record
                .rows()
                .keySet()
                .forEach(table -> reasons.putIfAbsent(table, table + fault.get()));
          }
        }
      }
    } while (reasons.size() > before);
    return inPipelineOrder(reasons);
  }

  private Optional<String> fault(StageRecord record, String input, Map<String, String> reasons) {
    StageRecord writer = writers.get(input);
    String again = ": run " + record.stage() + " again";
    if (writer == null) {
      return Optional.of(" was made from " + input + ", which is no longer there" + again);
    }
    if (!writer.runId().equals(record.inputs().get(input))) {
      return Optional.of(" was made from an earlier " + input + again);
    }
    if (reasons.containsKey(input) && !writer.stage().equals(record.stage())) {
      return Optional.of(
          " was made from "
              + input
              + ", which is out of date: run "
              + writer.stage()
              + " and "
              + record.stage()
              + " again");
    }
    return Optional.empty();
  }

  private static Map<String, String> inPipelineOrder(Map<String, String> reasons) {
    List<String> order = new ArrayList<>();
    Tables.ALL.forEach(table -> order.add(table.name()));
    List<String> others = new ArrayList<>(reasons.keySet());
    others.removeAll(order);
    Collections.sort(others);
    order.addAll(others);
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String table : order) {
      if (reasons.containsKey(table)) {
        ordered.put(table, reasons.get(table));
      }
    }
    return ordered;
  }
}
