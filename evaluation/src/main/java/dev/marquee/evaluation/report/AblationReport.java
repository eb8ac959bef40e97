package dev.marquee.evaluation.report;

import dev.marquee.data.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An ablation as {@code ablation.json}, as a page and as a table for a terminal. */
public final class AblationReport {
  private static final double SIGNIFICANT = 0.05;
  private static final String JSON = "ablation.json";

  private AblationReport() {}

  /**
   * Writes {@code ablation.json} and {@code ablation.html}.
   *
   * @return the files
   * @throws UserError if one cannot be written
   */
  public static List<Path> write(Path folder, AblationResults results) {
    Path json = folder.resolve(JSON);
    ReportFiles.write(json, MetricsJson.json(results));
    Path html = folder.resolve("ablation.html");
    ReportFiles.write(html, html(results));
    return List.of(json, html);
  }

  /**
   * What {@code ablation.json} in a folder holds; empty where there is none.
   *
   * @throws UserError if it is no such file, or of another version
   */
  public static Optional<AblationResults> read(Path folder) {
    Path json = folder.resolve(JSON);
    if (!Files.exists(json)) {
      return Optional.empty();
    }
    AblationResults results = MetricsJson.read(json, AblationResults.class);
    if (results.version() != AblationResults.VERSION) {
      throw new UserError(
          "%s is of version %d, expected %d"
              .formatted(json, results.version(), AblationResults.VERSION));
    }
    return Optional.of(results);
  }

  /** The table with its legend, lines ended by newlines. */
  public static String text(AblationResults results) {
    return TextReport.text(table(results)) + "\n" + legend(results) + "\n";
  }

  static String html(AblationResults results) {
    HtmlPage page = new HtmlPage("Ablation of the NCF");
    ExtraTable table = table(results);
    page.paragraph(table.explanation());
    page.table(table.columns(), table.rows());
    page.heading("Settings of the variants");
    page.table(
        List.of("variant", "settings over the configuration in force"),
        results.variants().stream()
            .map(variant -> List.of(variant.label(), settings(variant)))
            .toList());
    return page.text();
  }

  private static ExtraTable table(AblationResults results) {
    List<String> splits =
        results.rows().stream().map(AblationResults.Row::split).distinct().toList();
    List<String> columns = new ArrayList<>(List.of("variant"));
    for (String split : splits) {
      columns.addAll(List.of(split, "s"));
    }
    List<List<String>> rows = new ArrayList<>();
    for (AblationResults.Variant variant : results.variants()) {
      List<String> row = new ArrayList<>(List.of(variant.label()));
      for (String split : splits) {
        Optional<AblationResults.Row> found = row(results, split, variant.name());
        row.add(found.map(AblationReport::cell).orElse("-"));
        row.add(found.map(one -> TextReport.seconds(one.seconds())).orElse("-"));
      }
      rows.add(row);
    }
    return new ExtraTable("Ablation of the NCF", legend(results), columns, rows);
  }

  private static Optional<AblationResults.Row> row(
      AblationResults results, String split, String variant) {
    return results.rows().stream()
        .filter(row -> row.split().equals(split) && row.variant().equals(variant))
        .findFirst();
  }

  private static String cell(AblationResults.Row row) {
    String mark = row.pValue() < SIGNIFICANT ? row.difference() > 0 ? "+" : "-" : "";
    return "%s ±%s%s"
        .formatted(
            TextReport.number(row.ndcg()), TextReport.number((row.high() - row.low()) / 2), mark);
  }

  private static String settings(AblationResults.Variant variant) {
    return variant.settings().isEmpty() ? "none" : String.join(", ", variant.settings());
  }

  private static String legend(AblationResults results) {
    return results.protocol()
        + " ±: half of the 95 % bootstrap interval over users; + and -: above or below the variant "
        + results.reference()
        + ", paired bootstrap p < .05.";
  }
}
