package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marquee.serving.bench.GeneratedWarehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the README gives to a newcomer, as they stand there. */
class ReadmeTest {
  private static final Path README =
      Path.of(System.getProperty("marquee.root")).resolve("README.md");

  @TempDir Path folder;

  @Test
  void everyCurlCommandSucceeds() throws IOException, InterruptedException {
    assumeTrue(run(List.of("curl", "--version"), "") == 0, "curl is not installed: skipped");
    List<String> commands =
        Files.readAllLines(README).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("curl "))
            .toList();
    assertThat(commands).hasSizeGreaterThan(5);
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    try (RunningService service = RunningService.startReady(folder)) {
      String address = "http://127.0.0.1:" + service.server().port();
      for (String command : commands) {
        String failing = command.replaceFirst("^curl ", "curl --fail-with-body -sS ");
        assertThat(run(List.of("bash", "-c", failing), address)).as(command).isZero();
      }
    }
  }

  private int run(List<String> command, String address) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MARQUEE", address);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        System.err.println(output);
      }
      return code;
    } catch (IOException e) {
      return -1;
    }
  }
}
