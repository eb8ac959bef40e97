package dev.marquee.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.data.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightly",
        "ingest",
        "tfidf",
        "embed",
        "similar",
        "popularity",
        "train-ncf",
        "recommend",
        "publish",
        "snapshots",
        "rollback",
        "sample-data",
        "seed-encoder",
        "bench"
      })
  void everyJobIsListedAndExplainsItself(String job) {
    assertThat(run("--help").out()).contains("  " + job);
    Result help = run(job, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Usage: spark-submit.sh [SPARK OPTIONS] " + job);
  }

  @Test
  void wrongArgumentsAreNamedWithTheUsage() {
    assertThat(run("nightly", "--nonsense").status()).isEqualTo(2);
    assertThat(run("nightly", "--nonsense").err()).contains("--nonsense").contains("Usage");
    assertThat(run("nightli").err()).contains("nightli");
    assertThat(run("rollback").err()).contains("ID");
  }

  @Test
  void wrongConfigurationIsOneLine() {
    Result result = run("nightly", "--set", "ncf.epocs=3");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.standardError()).startsWith("error: configuration: unknown key ncf.epocs");
    assertThat(result.standardError().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ncf, --users, 0",
    "ncf, --movies, 1",
    "ncf, --seconds, 0",
    "ncf, --seconds, NaN",
    "embed, --rounds, 0",
    "embed, --texts, -1",
    "embed, --batch-sizes, 0"
  })
  void sizesOfABenchThatMeasureNothingAreNamed(String bench, String option, String value) {
    Result result = run("bench", bench, option, value);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.standardError()).startsWith("error: ").contains(option).contains("expected");
    assertThat(result.standardError().lines()).hasSize(1);
  }

  @Test
  void aUserErrorIsFoundUnderOtherFaults() {
    assertThat(Main.userError(new IllegalStateException(new UserError("mend me"))))
        .hasValueSatisfying(error -> assertThat(error).hasMessage("mend me"));
    assertThat(Main.userError(new IllegalStateException())).isEmpty();
  }

  private record Result(int status, String out, String err, String standardError) {}

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    PrintStream before = System.err;
    ByteArrayOutputStream standardError = new ByteArrayOutputStream();
    System.setErr(new PrintStream(standardError, true, StandardCharsets.UTF_8));
    try {
      int status = command.execute(arguments);
      return new Result(
          status, out.toString(), err.toString(), standardError.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
