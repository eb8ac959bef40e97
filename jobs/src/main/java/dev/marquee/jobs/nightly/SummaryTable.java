package dev.marquee.jobs.nightly;

import dev.marquee.data.Manifest;
import dev.marquee.data.Tables;
import java.io.PrintStream;
import java.util.Locale;

/** The short account of a published snapshot that ends a run. */
public final class SummaryTable {
  private final PrintStream out;

  /** A summary printed to {@code out}. */
  public SummaryTable(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints rows per table, metrics and seconds per stage.
   *
   * @param directory where the snapshot lies
   */
  public void print(Manifest manifest, String directory) {
    line("%n%-20s %12s", "table", "rows");
    for (var table : Tables.ALL) {
      line("%-20s %,12d", table.name(), manifest.tables().get(table.name()).rows());
    }
    line("%n%-20s %12s  %s", "stage", "seconds", "figures");
    double total = 0;
    for (Manifest.StageEntry stage : manifest.stages()) {
      line("%-20s %,12.1f  %s", stage.name(), stage.seconds(), figures(manifest, stage.name()));
      total += stage.seconds();
    }
    line("%-20s %,12.1f", "all stages", total);
    line("%nsnapshot %s  %,d bytes", manifest.id(), manifest.bytes());
    line("%s", directory);
  }

  private static String figures(Manifest manifest, String stage) {
    StringBuilder figures = new StringBuilder();
    manifest
        .metrics()
        .getOrDefault(stage, java.util.Map.of())
        .forEach(
            (name, value) -> {
              if (!figures.isEmpty()) {
                figures.append(", ");
              }
              figures.append(name).append(' ').append(number(value));
            });
    return figures.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
