package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NcfBenchmarkTest {
  private static final String SPEED =
      ".* [1-9][\\d,]* %s +[\\d.]+ GFLOP/s  bare .* ratio \\d+ %% .*";

  @Test
  void printsTheSpeedOfTrainingAndScoringBesideBareProducts() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new NcfBenchmark(
            NcfFixtures.config("ncf.factors=8", "ncf.userBatch=16"), 60, 40, Device.cpu(), 0.02)
        .run(new PrintStream(printed, true, StandardCharsets.UTF_8));
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("60 users, 40 movies, 8 factors, 16 users a step");
    assertThat(lines.get(1)).startsWith("training").matches(SPEED.formatted("users/s"));
    assertThat(lines.get(2)).startsWith("scoring with MLP").matches(SPEED.formatted("scores/s"));
  }
}
