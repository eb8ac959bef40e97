package dev.marquee.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.jobs.embed.SeededEncoder;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedBenchIT {
  @TempDir Path folder;

  @Test
  void measuresBothEncodersAndPrintsARowForEachBatchSize() throws Exception {
    List<String> texts =
        List.of("A whale and an old captain.", "Two thieves plan a last robbery in Lisbon.");
    SeededEncoder.write(folder, texts, 3);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<EmbedBench.Result> results;
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      results =
          new EmbedBench(
                  LocalSpark.session(), new EmbedBench.Settings(32, false, List.of(1, 2), 1, 5, 3))
              .run(folder.toString(), texts, out);
    }
    assertThat(results).extracting(EmbedBench.Result::texts).containsExactly(5, 5, 3, 3);
    assertThat(results).extracting(EmbedBench.Result::batchSize).containsExactly(1, 2, 1, 2);
    assertThat(results).allSatisfy(result -> assertThat(result.ratio()).isPositive());
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("configured", "MiniLM-L6 shape");
  }
}
