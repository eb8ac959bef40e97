package dev.marquee.jobs.nightly;

import dev.marquee.data.StageRecord;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs one stage and enters it in the staged snapshot's ledger. */
final class StageRunner {
  private final StagedSnapshot staged;

  StageRunner(StagedSnapshot staged) {
    this.staged = staged;
  }

  /**
   * Runs the stage over its tables as they are now.
   *
   * @param heading what the console and Spark's user interface call this piece of work
   * @throws dev.marquee.data.UserError if a table that it reads is missing
   */
  StageRecord run(Stage stage, StageContext context, String heading) {
    Map<String, String> inputs = staged.writerRuns(stage.reads());
    staged.starting(stage.name());
    context.console().line("%s", heading);
    context.spark().sparkContext().setJobDescription(heading);
    String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    long started = System.nanoTime();
    try {
      stage.run(context);
    } finally {
      context.spark().sparkContext().setJobDescription(null);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    Map<String, Long> rows = new TreeMap<>();
    for (Table table : stage.writes()) {
      rows.put(table.name(), context.read(table).count());
    }
    StageRecord record =
        new StageRecord(
            stage.name(),
            UUID.randomUUID().toString(),
            startedAt,
            seconds,
            inputs,
            rows,
            context.metrics());
    staged.record(record);
    context.console().line("      %s", outcome(record));
    return record;
  }

  private static String outcome(StageRecord record) {
    String tables =
        record.rows().entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "%s rows, %.1f s", tables, record.seconds());
  }
}
