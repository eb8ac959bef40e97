package dev.marquee.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marquee.evaluation.baseline.PopularityRanker;
import dev.marquee.evaluation.baseline.RandomRanker;
import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.Evolution;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.protocol.SampledRanking;
import dev.marquee.evaluation.protocol.UserFigures;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.InteractionsBuilder;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.TestSplits;
import dev.marquee.evaluation.statistics.Bootstrap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Popularity, chance and a table of settings on sixty users who mostly watch the first movies. */
class ReportTest {
  private static Split split;
  private static EvaluationResults results;
  private static FullRanking protocol;

  @TempDir private Path folder;

  @BeforeAll
  static void evaluate() {
    Random random = new Random(2);
    int movies = 40;
    int users = 60;
    InteractionsBuilder ratings = new InteractionsBuilder();
    for (int user = 0; user < users; user++) {
      for (int movie = 0; movie < movies; movie++) {
        if (random.nextInt(movies) > movie) {
          ratings.add(user, movie, 1 + random.nextInt(5), random.nextInt(1000));
        }
      }
    }
    List<List<String>> genres = new ArrayList<>();
    for (int movie = 0; movie < movies; movie++) {
      genres.add(List.of("<genre " + movie % 3 + ">"));
    }
    split =
        Cut.TEMPORAL.apply(
            "sixty <users>",
            TestSplits.catalogue(genres),
            LongStream.range(100, 100 + users).toArray(),
            ratings.build(users, movies),
            0.2,
            0);
    protocol = new FullRanking(split, CandidateRule.ALL, FullRanking.CUTOFFS, null);
    HistoryRanker popularity = new PopularityRanker(split.train());
    results =
        new ResultsBuilder(protocol, new Bootstrap(200, 1, 0.95))
            .add(run("popularity", popularity.over(split.histories()), popularity))
            .add(run("random", new RandomRanker(1), null))
            .add(
                new ExtraTable(
                    "Costs",
                    "What it costs.",
                    List.of("setting", "nDCG"),
                    List.of(List.of("0", "1"))))
            .build("Full ranking.", "popularity");
  }

  private static ModelRun run(String name, Ranker ranker, HistoryRanker growing) {
    return new ModelRun(
        name,
        Map.of("seed", "1"),
        1.25,
        protocol.evaluate(ranker),
        new SampledRanking(split, 20, 1).evaluate(ranker),
        growing == null ? List.of() : new Evolution(protocol, List.of(0, 5)).evaluate(growing));
  }

  @Test
  void everyFigureHasItsIntervalAroundIt() {
    ModelResult popularity = results.models().get(0);
    assertThat(popularity.figures())
        .filteredOn(figure -> figure.users() > 0)
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(figure.mean()).isBetween(figure.low(), figure.high()));
    for (int k : FullRanking.CUTOFFS) {
      for (AccuracyMetric metric : AccuracyMetric.values()) {
        for (Relevance relevance : Relevance.values()) {
          assertThat(popularity.figure(MetricKey.of(metric, k, relevance))).isPresent();
        }
      }
      for (String list :
          List.of(
              ResultsBuilder.COVERAGE,
              ResultsBuilder.GINI,
              FullRanking.NOVELTY,
              FullRanking.GENRE_DIVERSITY,
              FullRanking.CALIBRATION)) {
        assertThat(popularity.figure(new MetricKey(list, k, MetricKey.NO_RELEVANCE))).isPresent();
      }
    }
    assertThat(popularity.buckets()).isNotEmpty();
    assertThat(popularity.evolution()).hasSize(2 * AccuracyMetric.values().length);
  }

  @Test
  void theWorseModelIsMarked() {
    Figure ndcg = results.models().get(1).figure(AccuracyMetric.NDCG, 10, Relevance.ALL);
    Comparison comparison = results.comparison("random", ndcg).orElseThrow();

    assertThat(comparison.significant()).isTrue();
    assertThat(comparison.difference())
        .isEqualTo(
            ndcg.mean()
                - results.models().get(0).figure(AccuracyMetric.NDCG, 10, Relevance.ALL).mean(),
            within(1e-12));
    assertThat(TextReport.mark(results, "random", ndcg)).isEqualTo("-");
    assertThat(TextReport.text(results))
        .contains("popularity", "random", "nDCG@10", "train s", "below popularity")
        .containsPattern("random +0\\.\\d{3} ±0\\.\\d{3}-");
  }

  @Test
  void metricsJsonHoldsAllOfIt() throws IOException {
    Path file = folder.resolve("new/metrics.json");
    MetricsJson.write(file, results);
    JsonNode json = new ObjectMapper().readTree(file.toFile());

    assertThat(json.path("version").asInt()).isEqualTo(EvaluationResults.VERSION);
    assertThat(json.path("data").path("users").asInt()).isEqualTo(split.users());
    JsonNode first = json.path("models").path(0);
    assertThat(first.path("model").asText()).isEqualTo("popularity");
    assertThat(first.path("figures").size()).isEqualTo(results.models().get(0).figures().size());
    assertThat(first.path("figures").path(0).fieldNames())
        .toIterable()
        .containsExactly("metric", "k", "relevance", "mean", "low", "high", "users");
    assertThat(Files.readString(file)).doesNotContain("NaN");
    assertThat(json.path("comparisons").path(0).path("significant").isBoolean()).isTrue();
  }

  @Test
  void recommendationsCsvListsIdsByRank() throws IOException {
    Path file = folder.resolve("recommendations.csv");
    HistoryRanker popularity = new PopularityRanker(split.train());
    RecommendationsCsv.write(
        file, split, protocol.evaluate(popularity.over(split.histories())).lists(), 3);
    List<String> lines = Files.readAllLines(file);

    assertThat(lines.get(0)).isEqualTo("userId,rank,movieId,score");
    assertThat(lines.get(1)).startsWith(split.userIds()[0] + ",1,");
    assertThat(lines.get(3)).startsWith(split.userIds()[0] + ",3,");
    assertThat(lines).hasSize(1 + 3 * split.users());
  }

  @Test
  void theReportStandsByItself() {
    String html = HtmlReport.text(results);
    assertThat(html)
        .contains("sixty &lt;users&gt;", "Sampled protocol", "As a new user", "Costs", "popularity")
        .doesNotContain("<users>", "<script", "src=\"http", "href=\"http");
    String plot = html.replaceFirst("(?s).*?base64,", "").replaceFirst("(?s)\".*", "");
    assertThat(new String(Base64.getDecoder().decode(plot), StandardCharsets.UTF_8))
        .contains("<svg");
  }

  @Test
  void historiesTooShortToGrowAreNoFault() {
    HistoryRanker popularity = new PopularityRanker(split.train());
    EvaluationResults withoutGrowth =
        new ResultsBuilder(protocol, new Bootstrap(10, 1, 0.95))
            .add(
                new ModelRun(
                    "popularity",
                    Map.of(),
                    0,
                    protocol.evaluate(popularity.over(split.histories())),
                    null,
                    new Evolution(protocol, List.of(0, 1_000)).evaluate(popularity)))
            .build("Full ranking.", null);

    assertThat(HtmlReport.text(withoutGrowth)).doesNotContain("As a new user", "Sampled protocol");
    assertThat(MetricsJson.text(withoutGrowth)).contains("\"mean\" : null");
    assertThat(TextReport.text(withoutGrowth)).doesNotContain("below");
  }

  @Test
  void settingsAreComparedWithTheFirst() {
    Map<String, UserFigures> runs = new LinkedHashMap<>();
    HistoryRanker popularity = new PopularityRanker(split.train());
    runs.put("0", protocol.evaluate(popularity.over(split.histories())));
    runs.put("1", protocol.evaluate(new RandomRanker(1)));
    ExtraTable table =
        SettingsTable.of("Cost", "Of chance.", protocol, new Bootstrap(100, 1, 0.95), runs);

    assertThat(table.columns())
        .containsExactly(
            "setting",
            "nDCG@10",
            "difference",
            "95 % interval",
            "p",
            "novelty, bits",
            "diversity, genres",
            "miscalibration, KL",
            "coverage");
    assertThat(table.rows().get(0)).startsWith("0").contains("");
    assertThat(table.rows().get(1).get(2)).startsWith("-0.");
    assertThat(table.rows().get(1)).endsWith("1.000");
  }

  @Test
  void theSummaryIsAPicture() throws IOException {
    Path file = folder.resolve("summary.png");
    SummaryPng.write(file, results);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isGreaterThan(1_000);
    assertThat(picture.getHeight()).isGreaterThan(500);
  }

  @Test
  void aModelIsThereOnceAndTheReferenceMustBe() {
    ResultsBuilder builder = new ResultsBuilder(protocol, new Bootstrap(10, 1, 0.95));
    builder.add(run("random", new RandomRanker(1), null));
    assertThatThrownBy(() -> builder.add(run("random", new RandomRanker(1), null)))
        .hasMessage("model random is there twice");
    assertThatThrownBy(() -> builder.build("", "hybrid"))
        .hasMessage("reference hybrid, expected one of [random]");
  }
}
