package dev.marquee.evaluation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ablation over three splits of a small part of the sample; the third is the first again. */
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
    SampleSplit.write(data.resolve("third"));
    output = directory.resolve("results");
    run =
        CommandRun.small(
            "ablation",
            "--data-set",
            data.toString(),
            "--variants",
            "neumf,full",
            "--output",
            output.toString(),
            "--work",
            directory.resolve("work").toString(),
            "--set",
            "ncf.epochs=2");
    assertThat(run.status()).as(run.err()).isZero();
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
    JsonNode rows = rows();
    assertThat(rows).hasSize(6);
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

  /** Nothing of a split stays for the next: neither its histories nor its model. */
  @Test
  void splitsDoNotTouchEachOther() throws IOException {
    JsonNode rows = rows();
    for (int variant = 0; variant < 2; variant++) {
      double first = rows.get(variant).get("ndcg").asDouble();
      assertThat(rows.get(4 + variant).get("ndcg").asDouble()).isEqualTo(first);
      assertThat(rows.get(2 + variant).get("ndcg").asDouble()).isNotEqualTo(first);
    }
  }

  private static JsonNode rows() throws IOException {
    return new ObjectMapper().readTree(output.resolve("ablation.json").toFile()).get("rows");
  }

  /** Movies are prepared once, ratings once a split, and only training runs for every variant. */
  @Test
  void whatVariantsShareRunsOnce() {
    assertThat(count("embed in")).isEqualTo(1);
    assertThat(count("similar in")).isEqualTo(1);
    assertThat(count("ingest in")).isEqualTo(3);
    assertThat(count("recommend in")).isEqualTo(3);
    assertThat(count("train-ncf in")).isEqualTo(6);
    assertThat(run.err()).contains("[6/6] sample/third: full model");
    assertThat(directory.resolve("work")).isEmptyDirectory();
  }

  private static long count(String progress) {
    return run.err().lines().filter(line -> line.contains(progress)).count();
  }
}
