package dev.marquee.evaluation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ablation over two splits of a small part of the sample. */
class AblationIT {
  @TempDir static Path directory;

  private static CommandRun run;
  private static Path output;

  @BeforeAll
  static void ablateOnce() throws IOException {
    CommandRun.useLocalSpark();
    Path data = directory.resolve("sample");
    SampleSplit split = SampleSplit.write(data.resolve("first"));
    Files.copy(split.movies(), data.resolve("movies.csv"));
    Files.copy(split.tags(), data.resolve("tags.csv"));
    SampleSplit.write(data.resolve("second"));
    Files.delete(data.resolve("second/foldin.csv"));
    keepHalf(data.resolve("second/train.csv"));
    keepKnown(data.resolve("second"));
    output = directory.resolve("results");
    run = ablate(data, output, "--variants", "neumf,full");
  }

  private static CommandRun ablate(Path data, Path output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "ablation",
                "--data-set",
                data.toString(),
                "--output",
                output.toString(),
                "--work",
                directory.resolve("work").toString(),
                "--set",
                "ncf.epochs=2"));
    arguments.addAll(List.of(more));
    CommandRun done = CommandRun.small(arguments.toArray(String[]::new));
    assertThat(done.status()).as(done.err()).isZero();
    return done;
  }

  private static void keepHalf(Path ratings) throws IOException {
    List<String> lines = Files.readAllLines(ratings);
    Files.write(
        ratings,
        IntStream.range(0, lines.size()).filter(i -> i % 2 == 0).mapToObj(lines::get).toList());
  }

  /** Without fold-in ratings only users of train.csv can be asked for. */
  private static void keepKnown(Path split) throws IOException {
    List<String> train =
        Files.readAllLines(split.resolve("train.csv")).stream().map(AblationIT::user).toList();
    List<String> test = Files.readAllLines(split.resolve("test.csv"));
    Files.write(
        split.resolve("test.csv"),
        test.stream().filter(line -> train.contains(user(line))).toList());
  }

  private static String user(String line) {
    return line.substring(0, line.indexOf(','));
  }

  @Test
  void everyVariantIsMeasuredOnEverySplit() throws IOException {
    JsonNode rows = rows(output);
    assertThat(rows).hasSize(4);
    for (JsonNode row : rows) {
      assertThat(row.get("ndcg").asDouble()).isBetween(0.0, 1.0);
      assertThat(row.get("low").asDouble()).isLessThanOrEqualTo(row.get("ndcg").asDouble());
      assertThat(row.get("seconds").asDouble()).isPositive();
      assertThat(row.get("validation").asText()).isEqualTo("temporal");
    }
    assertThat(rows.get(0).get("split").asText()).isEqualTo("sample/first");
    assertThat(rows.get(0).get("users").asInt()).isEqualTo(SampleSplit.USERS);
    assertThat(rows.get(2).get("users").asInt())
        .isEqualTo(SampleSplit.USERS - SampleSplit.NEW_USERS);
    assertThat(run.out()).contains("NeuMF as published", "full model", "sample/second");
    assertThat(output.resolve("ablation.html")).exists();
  }

  /** A form on a split is worth the same whatever was measured before it. */
  @Test
  void nothingOfOneMeasurementStaysForTheNext() throws IOException {
    Path again = Files.createDirectories(directory.resolve("again"));
    Files.copy(output.resolve("ablation.json"), again.resolve("ablation.json"));
    ablate(
        directory.resolve("sample"), again, "--variants", "full", "--splits", "second", "--keep");

    assertThat(rows(again)).hasSize(3);
    assertThat(rows(again).get(0)).isEqualTo(rows(output).get(0));
    assertThat(rows(again).get(1)).isEqualTo(rows(output).get(1));
    assertThat(rows(again).get(2).get("split").asText()).isEqualTo("sample/second");
    assertThat(rows(again).get(2).get("ndcg").asDouble())
        .isEqualTo(rows(output).get(3).get("ndcg").asDouble());
  }

  private static JsonNode rows(Path results) throws IOException {
    return new ObjectMapper().readTree(results.resolve("ablation.json").toFile()).get("rows");
  }

  /** Movies are prepared once, ratings once a split, and only training runs for every variant. */
  @Test
  void whatVariantsShareRunsOnce() {
    assertThat(count("embed in")).isEqualTo(1);
    assertThat(count("similar in")).isEqualTo(1);
    assertThat(count("ingest in")).isEqualTo(2);
    assertThat(count("train-ncf in")).isEqualTo(4);
    assertThat(run.err()).contains("[4/4] sample/second: full model");
    assertThat(directory.resolve("work")).isEmptyDirectory();
  }

  private static long count(String progress) {
    return run.err().lines().filter(line -> line.contains(progress)).count();
  }
}
