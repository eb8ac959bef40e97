package dev.marquee.evaluation.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evaluation's commands over real nightly runs on a small part of the sample. */
class EvaluateIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;

  private static SampleSplit split;
  private static Path output;
  private static CommandRun run;

  @BeforeAll
  static void evaluateOnce() throws IOException {
    CommandRun.useLocalSpark();
    split = SampleSplit.write(directory.resolve("sample/small"));
    output = directory.resolve("the results");
    run =
        CommandRun.small(
            "evaluate",
            "--split",
            split.folder().toString(),
            "--movies",
            split.movies().toString(),
            "--tags",
            split.tags().toString(),
            "--output",
            output.toString(),
            "--models",
            "random,popularity,item-knn,ease,content,ncf,hybrid,hybrid-configured",
            "--sampled",
            "--work",
            directory.resolve("work").toString());
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Test
  void everyModelIsInTheTableAndInTheFiles() throws IOException {
    JsonNode metrics = JSON.readTree(output.resolve("metrics.json").toFile());
    List<String> models = new ArrayList<>();
    metrics.get("models").forEach(model -> models.add(model.get("model").asText()));
    assertThat(models)
        .containsExactly(
            "random",
            "popularity",
            "item-knn",
            "ease",
            "content",
            "ncf",
            "hybrid",
            "hybrid-configured");
    assertThat(metrics.get("reference").asText()).isEqualTo("hybrid");
    assertThat(metrics.get("data").get("split").asText()).isEqualTo("sample/small");
    assertThat(metrics.get("data").get("newUsers").asInt()).isEqualTo(SampleSplit.NEW_USERS);
    assertThat(run.out().lines()).anyMatch(line -> line.startsWith("hybrid-configured "));
    String report = Files.readString(output.resolve("report.html"));
    assertThat(report)
        .contains("What re-ranking costs the hybrid", "MMR 0.75", "calibration 0.5")
        .contains("Hybrid weights, configured and fitted", "Sampled protocol");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> left = Files.list(directory.resolve("work"))) {
      assertThat(left).isEmpty();
    }
  }

  /** The lists are what the service answers; the figures are counted from them once more. */
  @Test
  void theHybridsFiguresAreThoseOfTheListsThatUsersGet() throws IOException {
    Map<Long, List<Long>> lists = new TreeMap<>();
    List<String> lines = Files.readAllLines(output.resolve("recommendations.csv"));
    assertThat(lines.get(0)).isEqualTo("userId,rank,movieId,score");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      List<Long> list = lists.computeIfAbsent(Long.parseLong(fields[0]), id -> new ArrayList<>());
      list.add(Long.parseLong(fields[2]));
      assertThat(Integer.parseInt(fields[1])).isEqualTo(list.size());
      assertThat(Float.parseFloat(fields[3])).isFinite();
    }
    Map<Long, List<Long>> test = split.moviesOfUsers("test.csv");
    Map<Long, List<Long>> train = split.moviesOfUsers("train.csv");
    Map<Long, List<Long>> foldIn = split.moviesOfUsers("foldin.csv");
    assertThat(lists.keySet()).isEqualTo(test.keySet());
    double sum = 0;
    for (var entry : lists.entrySet()) {
      List<Long> list = entry.getValue();
      assertThat(list).hasSize(10).doesNotHaveDuplicates();
      Set<Long> known = new HashSet<>(train.getOrDefault(entry.getKey(), List.of()));
      known.addAll(foldIn.getOrDefault(entry.getKey(), List.of()));
      assertThat(list).noneMatch(known::contains);
      sum += ndcg(list, new HashSet<>(test.get(entry.getKey())));
    }
    assertThat(ndcgOf("hybrid")).isCloseTo(sum / lists.size(), within(1e-6));
  }

  private static double ndcg(List<Long> list, Set<Long> relevant) {
    double gained = 0;
    double ideal = 0;
    for (int place = 0; place < 10; place++) {
      double discounted = 1 / (Math.log(place + 2) / Math.log(2));
      gained += relevant.contains(list.get(place)) ? discounted : 0;
      ideal += place < relevant.size() ? discounted : 0;
    }
    return gained / ideal;
  }

  private static double ndcgOf(String model) throws IOException {
    for (JsonNode one : JSON.readTree(output.resolve("metrics.json").toFile()).get("models")) {
      if (one.get("model").asText().equals(model)) {
        for (JsonNode figure : one.get("figures")) {
          if (figure.get("metric").asText().equals("ndcg")
              && figure.get("k").asInt() == 10
              && figure.get("relevance").asText().equals("all")) {
            return figure.get("mean").asDouble();
          }
        }
      }
    }
    throw new AssertionError("no nDCG@10 of " + model);
  }

  @Test
  void modelsThatLearnBeatChance() throws IOException {
    for (String model : List.of("popularity", "item-knn", "ease", "hybrid", "hybrid-configured")) {
      assertThat(ndcgOf(model)).as(model).isGreaterThan(ndcgOf("random"));
    }
  }

  @Test
  void fittedWeightsAreProposedInTheSnapshot() throws IOException {
    Path input = Files.createDirectories(directory.resolve("input"));
    Files.copy(split.movies(), input.resolve("movies.csv"));
    Files.copy(split.folder().resolve("train.csv"), input.resolve("ratings.csv"));
    String warehouse = directory.resolve("warehouse").toString();
    CommandRun nightly =
        CommandRun.small("nightly", "--input", input.toString(), "--warehouse", warehouse);
    assertThat(nightly.status()).as(nightly.err()).isZero();

    CommandRun fit = CommandRun.small("fit-weights", "--warehouse", warehouse);

    assertThat(fit.status()).as(fit.err()).isZero();
    assertThat(fit.out())
        .contains("configured", "fitted", "a service that loads the snapshot uses them");
    String current = Files.readString(Path.of(warehouse, "CURRENT")).trim();
    Path proposal = Path.of(warehouse, "snapshots", current, "models/weights/proposal.json");
    JsonNode buckets = JSON.readTree(proposal.toFile()).get("buckets");
    assertThat(buckets).hasSize(3);
    for (JsonNode bucket : buckets) {
      JsonNode weights = bucket.get("weights");
      double sum =
          weights.get("content").asDouble()
              + weights.get("collaborative").asDouble()
              + weights.get("popularity").asDouble();
      assertThat(sum).isCloseTo(1, within(1e-9));
      // The grid need not hold the configured weights, but it lies close around them.
      assertThat(bucket.get("ndcg").asDouble())
          .isGreaterThanOrEqualTo(bucket.get("configuredNdcg").asDouble() - 0.01);
    }
  }
}
