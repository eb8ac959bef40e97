package dev.marquee.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, run as a user would. */
class SparkSubmitIT {
  private static final Path ROOT = Path.of(System.getProperty("marquee.root"));
  private static final long MINUTES = 5;

  @TempDir Path directory;

  private record Result(int status, String out, String err) {}

  @Test
  void runsAStageFromAnyDirectoryIntoAPathWithSpaces() throws Exception {
    Path input = Files.createDirectories(directory.resolve("my input"));
    Files.writeString(
        input.resolve("movies.csv"), "movieId,title,genres\n7,\"Good, Bad (1966)\",Western\n");
    Files.writeString(
        input.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n1,7,4.5,1000\n");
    Path warehouse = directory.resolve("my warehouse");

    Result result =
        run(
            Map.of(),
            "--conf",
            "spark.ui.enabled=false",
            "--driver-memory",
            "1g",
            "ingest",
            "--input",
            "my input",
            "--warehouse",
            "my warehouse");

    assertThat(result.err()).contains("movies 1, ratings 1");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("staged in");
    assertThat(warehouse.resolve("snapshots")).isDirectory();
  }

  @Test
  void reportsAMissingInputAsOneLine() throws Exception {
    Result result = run(Map.of(), "ingest", "--input", "nowhere", "--warehouse", "w");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines().filter(line -> line.startsWith("error:"))).hasSize(1);
    assertThat(result.err()).contains("nowhere").doesNotContain("\tat ");
  }

  @Test
  void namesAWrongJavaAndAMissingOne() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("jdk/bin"));
    Path java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

    Result wrong = run(Map.of("JAVA_HOME", directory.resolve("jdk").toString()), "--help");
    Result none = run(Map.of("JAVA_HOME", directory.resolve("none").toString()), "--help");

    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("error: ").contains("Java 11, expected 17");
    assertThat(none.err()).startsWith("error: no java").hasLineCount(1);
  }

  @Test
  void namesABrokenSparkHome() throws Exception {
    Result result = run(Map.of("SPARK_HOME", directory.toString()), "--help");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("error: SPARK_HOME is").hasLineCount(1);
  }

  @Test
  void namesAMissingMavenWhereSomethingMustBeBuilt() throws Exception {
    // A copy of the sources without anything built, and a PATH that has the shell's tools only.
    Path copy = Files.createDirectories(directory.resolve("a clone"));
    Files.copy(ROOT.resolve("spark-submit.sh"), copy.resolve("spark-submit.sh"));
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "sed", "head", "find", "env")) {
      for (String folder : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(folder + tool)) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), Path.of(folder + tool));
        }
      }
    }
    Map<String, String> environment =
        Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home"));

    Result result = run(copy.resolve("spark-submit.sh"), environment, "--help");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("error: mvn is not on the PATH").hasLineCount(1);
  }

  @Test
  void whoStopsAJobIsNotAskedToReportIt() throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Path sample = ROOT.resolve("data/sample");
    Process process =
        start(
            ROOT.resolve("spark-submit.sh"),
            Map.of(),
            out,
            err,
            "--conf",
            "spark.ui.enabled=false",
            "nightly",
            "--input",
            sample.toString(),
            "--warehouse",
            "w");
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
      while (!Files.readString(err).contains("[2/")
          && System.nanoTime() < end
          && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
        // The next look is due.
      }
      process.destroy();
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(Files.readString(err)).contains("[2/").doesNotContain("report", "\tat ");
    assertThat(directory.resolve("w/CURRENT")).doesNotExist();
  }

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    return run(ROOT.resolve("spark-submit.sh"), environment, arguments);
  }

  private Result run(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    Process process = start(script, environment, out, err, arguments);
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
          .as("%s ended", List.of(arguments))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private Process start(
      Path script, Map<String, String> environment, Path out, Path err, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
