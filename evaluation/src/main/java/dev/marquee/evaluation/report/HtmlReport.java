package dev.marquee.evaluation.report;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** {@code report.html}: the results as one page that needs no network and no script. */
public final class HtmlReport {
  private final EvaluationResults results;
  private final HtmlPage page;

  private HtmlReport(EvaluationResults results) {
    this.results = results;
    this.page = new HtmlPage("Evaluation: " + results.data().split());
  }

  /**
   * Writes the page.
   *
   * @throws UserError if the file cannot be written
   */
  public static void write(Path file, EvaluationResults results) {
    ReportFiles.write(file, text(results));
  }

  /** The page as HTML. */
  public static String text(EvaluationResults results) {
    HtmlReport report = new HtmlReport(results);
    report.data();
    report.models();
    report.listLengths();
    report.buckets();
    report.evolution();
    report.sampled();
    report.differences();
    results
        .extras()
        .forEach(
            extra -> {
              report.page.heading(extra.title());
              report.page.paragraph(extra.explanation());
              report.page.table(extra.columns(), extra.rows());
            });
    report.settings();
    return report.page.text();
  }

  private void data() {
    DataSummary data = results.data();
    page.paragraph(results.protocol());
    page.table(
        List.of("", ""),
        List.of(
            List.of("movies", count(data.movies())),
            List.of("movies that compete", count(data.candidates())),
            List.of("training users", count(data.trainUsers())),
            List.of("training ratings", count(data.trainRatings())),
            List.of("evaluated users", count(data.users())),
            List.of("of these never trained on", count(data.newUsers())),
            List.of("held-out ratings", count(data.testRatings())),
            List.of("of these of movies without training ratings", count(data.coldTestRatings())),
            List.of("users left out of the 4+ figures", count(data.usersWithoutLiked()))));
    if (!data.notes().isEmpty()) {
      page.paragraph("Left out of the input or used otherwise than it stands there:");
      page.list(data.notes().stream().map(Object::toString).toList());
    }
  }

  private void models() {
    page.heading("Models");
    page.paragraph(
        "Each figure with half of its 95 % bootstrap interval over users."
            + (results.reference() == null
                ? ""
                : " + and -: significantly above or below "
                    + results.reference()
                    + " (paired bootstrap, p < .05)."));
    figures(Column.accuracy(ResultsBuilder.K, Relevance.ALL), true);
    plot(Plots.ndcg(results));
    plot(Plots.accuracy(results));
    page.heading("Only ratings of 4 stars and more are relevant");
    figures(Column.accuracy(ResultsBuilder.K, Relevance.LIKED), false);
    page.heading("What the lists are like");
    figures(Column.lists(ResultsBuilder.K), false);
    if (Plots.differInNovelty(results)) {
      plot(Plots.noveltyAndAccuracy(results));
    }
    page.heading("New movies: cold ones have no training rating");
    figures(Column.coldWarm(ResultsBuilder.K), false);
  }

  private void listLengths() {
    page.heading("By list length");
    plot(Plots.byLength(results));
    TreeSet<Integer> lengths = new TreeSet<>();
    results.models().forEach(model -> model.figures().forEach(f -> lengths.add(f.k())));
    lengths.remove(ResultsBuilder.K);
    for (int k : lengths) {
      figures(Column.accuracy(k, Relevance.ALL), false);
    }
  }

  private void buckets() {
    page.heading("By number of known ratings");
    List<List<String>> users = new ArrayList<>();
    results
        .data()
        .usersByHistory()
        .forEach((bucket, count) -> users.add(List.of(bucket, count(count))));
    page.table(List.of("known ratings", "users"), users);
    plot(Plots.buckets(results));
  }

  private void evolution() {
    // Where no user's history is long enough there is nothing to draw.
    if (results.models().stream()
        .flatMap(model -> model.evolution().stream())
        .anyMatch(step -> step.figure().users() > 0)) {
      page.heading("As a new user's ratings arrive");
      page.paragraph(
          "The same users at every step: those with enough ratings; told are the oldest ones.");
      plot(Plots.evolution(results));
    }
  }

  private void sampled() {
    List<List<String>> rows = new ArrayList<>();
    for (ModelResult model : results.models()) {
      for (Figure figure : model.sampled()) {
        rows.add(
            List.of(
                model.model(),
                figure.metric() + "@" + figure.k(),
                TextReport.number(figure.mean()),
                interval(figure.low(), figure.high())));
      }
    }
    if (!rows.isEmpty()) {
      page.heading("Sampled protocol");
      page.paragraph(
          "Each user's latest held-out movie among 99 drawn ones, as in the NCF paper. Sampling"
              + " flatters every model: compare with that paper only, never with the tables above.");
      page.table(List.of("model", "figure", "mean", "95 % interval"), rows);
    }
  }

  private void differences() {
    if (results.comparisons().isEmpty()) {
      return;
    }
    page.heading("Differences from " + results.reference());
    differences(
        comparison ->
            comparison.metric().equals(AccuracyMetric.NDCG.word())
                && comparison.relevance().equals(Relevance.ALL.word()));
    page.beginFolded("of all figures");
    differences(comparison -> true);
    page.endFolded();
  }

  private void differences(Predicate<Comparison> wanted) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison comparison : results.comparisons()) {
      if (comparison.users() > 0 && wanted.test(comparison)) {
        String figure = "%s@%d".formatted(comparison.metric(), comparison.k());
        boolean hasRelevance = !comparison.relevance().equals(MetricKey.NO_RELEVANCE);
        rows.add(
            List.of(
                comparison.model(),
                hasRelevance ? figure + ", " + comparison.relevance() : figure,
                TextReport.number(comparison.difference()),
                interval(comparison.low(), comparison.high()),
                TextReport.number(comparison.pValue()),
                comparison.significant() ? "yes" : ""));
      }
    }
    page.table(List.of("model", "figure", "difference", "95 % interval", "p", "significant"), rows);
  }

  private void settings() {
    page.heading("Settings");
    page.table(
        List.of("model", "settings", "train s", "rank s"),
        results.models().stream()
            .map(
                model ->
                    List.of(
                        model.model(),
                        String.join(
                            ", ",
                            model.settings().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .toList()),
                        TextReport.seconds(model.trainSeconds()),
                        TextReport.seconds(model.rankSeconds())))
            .toList());
  }

  private void figures(List<Column> all, boolean withSeconds) {
    List<Column> columns =
        all.stream().filter(column -> TextReport.isMeasured(results, column)).toList();
    if (columns.isEmpty()) {
      page.paragraph("Nothing to measure on this split.");
      return;
    }
    List<String> headings = new ArrayList<>(List.of("model"));
    columns.forEach(column -> headings.add(column.heading()));
    if (withSeconds) {
      headings.addAll(List.of("train s", "rank s"));
    }
    List<List<String>> rows = new ArrayList<>();
    for (ModelResult model : results.models()) {
      List<String> row = new ArrayList<>(List.of(model.model()));
      columns.forEach(column -> row.add(TextReport.cell(results, model, column)));
      if (withSeconds) {
        row.add(TextReport.seconds(model.trainSeconds()));
        row.add(TextReport.seconds(model.rankSeconds()));
      }
      rows.add(row);
    }
    page.table(headings, rows);
  }

  /** As an image, not inline: inline drawings of one page would share the names of their clips. */
  private void plot(Chart<?, ?> chart) {
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(
          chart, svg, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UserError("plot " + chart.getTitle() + " cannot be drawn: " + e.getMessage(), e);
    }
    // A tenth of a pixel is enough; the encoder writes the outline of every letter with all
    // decimals.
    String drawing = svg.toString(StandardCharsets.UTF_8).replaceAll("(\\.[0-9])[0-9]+", "$1");
    page.image(
        "data:image/svg+xml;base64,"
            + Base64.getEncoder().encodeToString(drawing.getBytes(StandardCharsets.UTF_8)),
        chart.getTitle());
  }

  private static String interval(double low, double high) {
    return TextReport.number(low) + " to " + TextReport.number(high);
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
