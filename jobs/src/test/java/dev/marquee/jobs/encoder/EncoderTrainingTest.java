package dev.marquee.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.config.EncoderConfig;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.embed.EncoderDirectory;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTrainingTest {
  @TempDir private Path directory;
  private final SparkSession spark = LocalSpark.session();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));
  private Path catalogue;

  @BeforeEach
  void writeCatalogue() throws Exception {
    catalogue = Files.createDirectory(directory.resolve("catalogue"));
    StringBuilder movies = new StringBuilder("movieId,title,genres,overview\n");
    StringBuilder tags = new StringBuilder("userId,movieId,tag,timestamp\n");
    int id = 0;
    for (CatalogueMovie movie : EncoderFixtures.catalogue()) {
      id++;
      movies.append(
          "%d,%s (%d),%s,%s%n"
              .formatted(id, movie.title(), movie.year(), movie.genres().get(0), movie.overview()));
      tags.append(
          "1,%d,%s,0%n2,%d,%s,0%n".formatted(id, movie.tags().get(0), id, movie.tags().get(0)));
    }
    Files.writeString(catalogue.resolve("movies.csv"), movies);
    Files.writeString(catalogue.resolve("tags.csv"), tags);
  }

  @Test
  void writesAnEncoderThatEmbedTakesAndTheReportJudges() throws Exception {
    Path output = directory.resolve("encoder");
    MarqueeConfig config = config("embed.encoder=\"" + output + "\"");
    String line = training().run(List.of(catalogue.toString()), output);

    assertThat(line).contains("2 layers, hidden 32");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("movies to train on", "masked pieces: epoch 2/2", "contrastive: epoch 4/4");
    TrainingRecord record = TrainingRecord.read(output).orElseThrow();
    assertThat(record.trainingMovies() + record.validationMovies() + record.heldOutMovies())
        .isEqualTo(40);
    assertThat(record.configuration()).isEqualTo(EncoderFixtures.config());
    try (EncoderDirectory encoder = EncoderDirectory.open(output.toString(), spark)) {
      assertThat(encoder.limit(256)).isEqualTo(32);
    }

    String table = new EncoderReport(spark, config, console).run(List.of(catalogue.toString()));
    assertThat(table)
        .contains("over " + record.heldOutMovies() + " movies that no training saw")
        .contains("| trained |", "| untrained |", "| TF-IDF |", "| random |");

    // The same seed and one thread: the same bytes, over an encoder that is there.
    byte[] first = Files.readAllBytes(output.resolve("model.onnx"));
    training().run(List.of(catalogue.toString()), output);
    assertThat(Files.readAllBytes(output.resolve("model.onnx"))).isEqualTo(first);
  }

  @Test
  void refusesAFolderWithOtherFilesAndTooFewMovies() throws Exception {
    assertThatThrownBy(() -> training().run(List.of(catalogue.toString()), catalogue))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds other files");
    Path small = Files.createDirectory(directory.resolve("small"));
    Files.writeString(
        small.resolve("movies.csv"),
        "movieId,title,genres,overview\n1,One (1990),Drama,A story.\n");
    assertThatThrownBy(() -> training().run(List.of(small.toString()), directory.resolve("new")))
        .hasStackTraceContaining("expected at least 20");
    assertThatThrownBy(() -> training().run(List.of(directory + "/none"), directory.resolve("new")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none does not exist");
  }

  private EncoderTraining training() {
    EncoderConfig config = EncoderFixtures.config();
    return new EncoderTraining(spark, config, config("input=x").ingest(), console);
  }

  private static MarqueeConfig config(String setting) {
    return ConfigLoader.load(Optional.empty(), List.of(setting), Map.of());
  }
}
