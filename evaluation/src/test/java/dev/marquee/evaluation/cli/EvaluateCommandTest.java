package dev.marquee.evaluation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say of themselves and of input that cannot be evaluated. */
class EvaluateCommandTest {
  private static final String HEADER = "userId,movieId,rating,timestamp\n";

  @TempDir Path directory;

  @BeforeAll
  static void useLocalSpark() {
    CommandRun.useLocalSpark();
  }

  /** Users 1 and 2, movies 1 to 3; user 2 has rated one movie, and another one later. */
  @BeforeEach
  void writeGoodSplit() throws IOException {
    write("movies.csv", "movieId,title,genres\n1,A (1990),Drama\n2,B (1991),War\n3,C (1992),War\n");
    write("train.csv", HEADER + "1,1,4,100\n1,2,3,101\n2,1,5,100\n");
    write("test.csv", HEADER + "1,3,4,102\n2,2,4,101\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private CommandRun evaluate(String... more) {
    String[] arguments = {
      "evaluate",
      "--split",
      directory.toString(),
      "--movies",
      directory.resolve("movies.csv").toString(),
      "--output",
      directory.resolve("out").toString()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.small(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "fit-weights"})
  void theJobsListThemAndTheyExplainThemselves(String command) {
    assertThat(CommandRun.run("--help").out()).contains("  " + command);
    CommandRun help = CommandRun.run(command, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Usage: spark-submit.sh [SPARK OPTIONS] " + command);
    assertThat(help.out()).contains("--validation", "--set", "--work");
  }

  @Test
  void theAblationExplainsItselfAndNamesWhatItLacks() throws IOException {
    assertThat(CommandRun.run("--help").out()).contains("  ablation");
    CommandRun help = CommandRun.run("ablation", "--help");
    assertThat(help.out()).contains("--data-set", "--variants", "neumf", "--work", "--set");
    String data = directory.toString();
    CommandRun unknown =
        CommandRun.small("ablation", "--data-set", data, "--output", data, "--variants", "tower");
    assertThat(unknown.errors()).singleElement().asString().contains("'tower' is no variant");
    CommandRun noSplit = CommandRun.small("ablation", "--data-set", data, "--output", data);
    assertThat(noSplit.errors()).singleElement().asString().contains("no folder with train.csv");
    Files.delete(directory.resolve("movies.csv"));
    CommandRun noMovies = CommandRun.small("ablation", "--data-set", data, "--output", data);
    assertThat(noMovies.errors()).singleElement().asString().contains("no movies.csv");
  }

  @Test
  void optionsThatDoNotGoTogetherAreNamedWithTheUsage() {
    CommandRun missing = CommandRun.run("evaluate", "--split", "somewhere");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("expected --split, --movies and --output").contains("Usage");
    CommandRun both = CommandRun.run("evaluate", "--standard", "--split", "somewhere");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("--standard brings its own split");
    assertThat(evaluate("--models", "svd").err()).contains("'svd' is no model", "item-knn");
    assertThat(evaluate("--candidates", "some").status()).isEqualTo(2);
  }

  /** Each file with a fault, and what the one line about it must name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "test.csv; 1,1,4,102; test.csv line 2",
        "test.csv; 1,99,4,102; test.csv line 2",
        "test.csv; 7,1,4,102; user 7",
        "test.csv; ; test.csv",
        "train.csv; ; train.csv",
        "train.csv; 1,1,9,100; train.csv"
      })
  void badInputIsRefusedInOneLine(String file, String row, String named) throws IOException {
    write(file, HEADER + (row == null ? "" : row + "\n"));

    CommandRun run = evaluate("--models", "popularity");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors()).singleElement().asString().contains(named);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(directory.resolve("train.csv"));
    assertThat(evaluate("--models", "popularity").errors())
        .singleElement()
        .asString()
        .contains("train.csv");
  }

  @Test
  void anOutputThatIsAFileIsRefusedBeforeAnythingRuns() throws IOException {
    write("out", "");
    assertThat(evaluate("--models", "popularity").errors())
        .singleElement()
        .asString()
        .contains("expected a folder");
  }

  @Test
  void tooFewRatingsForAValidationCutAreNamed() {
    assertThat(evaluate("--models", "ease").errors())
        .singleElement()
        .asString()
        .contains("no user with 5 training ratings");
  }

  /** A rating of an unknown movie is counted, not refused. */
  @Test
  void baselinesAloneNeedNoNightlyRun() throws IOException {
    write("train.csv", HEADER + "1,1,4,100\n1,2,3,101\n2,1,5,100\n2,77,5,100\n");

    CommandRun run = evaluate("--models", "popularity,random");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("1 x ").doesNotContain("ingest");
    assertThat(run.out()).contains("popularity");
    assertThat(directory.resolve("out/metrics.json")).exists();
    assertThat(directory.resolve("out/report.html")).exists();
    assertThat(directory.resolve("out/recommendations.csv")).doesNotExist();
  }

  @Test
  void fitWeightsNeedsAPublishedSnapshot() {
    CommandRun run = CommandRun.small("fit-weights", "--warehouse", directory.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors()).singleElement().asString().contains("no published snapshot");
  }
}
