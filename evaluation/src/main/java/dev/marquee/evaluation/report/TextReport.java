package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.Relevance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results as one table for a terminal: a row a model, figures at k = 10 with the half width of
 * their interval, seconds of training and ranking, and marks for significant differences from the
 * reference.
 */
public final class TextReport {
  private static final String NOTHING = "-";

  private TextReport() {}

  /** The table with its legend, lines ended by newlines. */
  public static String text(EvaluationResults results) {
    List<Column> columns = new ArrayList<>();
    columns.addAll(Column.accuracy(ResultsBuilder.K, Relevance.ALL));
    columns.addAll(Column.lists(ResultsBuilder.K));
    columns.removeIf(column -> !isMeasured(results, column));
    Column liked = Column.accuracy(ResultsBuilder.K, Relevance.LIKED).get(0);
    columns.add(1, new Column(liked.heading() + " 4+", liked.key()));
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of("model"));
    columns.forEach(column -> headings.add(column.heading()));
    headings.addAll(List.of("train s", "rank s"));
    rows.add(headings);
    for (ModelResult model : results.models()) {
      List<String> row = new ArrayList<>(List.of(model.model()));
      columns.forEach(column -> row.add(cell(results, model, column)));
      row.add(seconds(model.trainSeconds()));
      row.add(seconds(model.rankSeconds()));
      rows.add(row);
    }
    return summary(results) + aligned(rows) + legend(results);
  }

  /** One further table under its title, lines ended by newlines. */
  public static String text(ExtraTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns());
    rows.addAll(table.rows());
    return table.title() + "\n" + aligned(rows);
  }

  /** Whether some model has the figure of a column. */
  static boolean isMeasured(EvaluationResults results, Column column) {
    return results.models().stream()
        .flatMap(model -> model.figure(column.key()).stream())
        .anyMatch(figure -> figure.users() > 0);
  }

  /** A figure with half the width of its interval and its mark. */
  static String cell(EvaluationResults results, ModelResult model, Column column) {
    Optional<Figure> found = model.figure(column.key());
    if (found.isEmpty() || Double.isNaN(found.get().mean())) {
      return NOTHING;
    }
    Figure figure = found.get();
    return "%s ±%s%s"
        .formatted(
            number(figure.mean()),
            number((figure.high() - figure.low()) / 2),
            mark(results, model.model(), figure));
  }

  /** {@code +} or {@code -} for a figure significantly above or below the reference's. */
  static String mark(EvaluationResults results, String model, Figure figure) {
    return results
        .comparison(model, figure)
        .filter(Comparison::significant)
        .map(comparison -> comparison.difference() > 0 ? "+" : "-")
        .orElse("");
  }

  /** Three decimals below ten, else one. */
  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
  }

  /** Seconds with one decimal. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static String summary(EvaluationResults results) {
    DataSummary data = results.data();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %,d users (%,d new), %,d held-out ratings, %,d of %,d movies compete%n"
            .formatted(
                data.split(),
                data.users(),
                data.newUsers(),
                data.testRatings(),
                data.candidates(),
                data.movies()));
    text.append(
        "left out for want of a relevant rating: nobody of all, %,d users of 4+%n"
            .formatted(data.usersWithoutLiked()));
    data.notes().forEach(note -> text.append(note).append('\n'));
    return text.append('\n').toString().replace("\r\n", "\n");
  }

  private static String legend(EvaluationResults results) {
    String legend = "\n±: half of the 95 % bootstrap interval over users";
    if (results.reference() != null) {
      legend +=
          "; + and -: above or below %s, paired bootstrap p < .05".formatted(results.reference());
    }
    return legend + ".\n" + results.protocol() + "\n";
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(pad(row.get(i), widths[i])).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
