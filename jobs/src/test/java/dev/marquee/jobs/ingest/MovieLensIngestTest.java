package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensIngestTest {
  @TempDir Path folder;

  /** Counts as the data set's README gives them. */
  @Test
  void takesMovieLensLatestSmallOverWithoutARejectedRow() {
    Path input = movieLens();
    assumeTrue(Files.isDirectory(input), "MovieLens latest-small is not at " + input);

    IngestRun run = new IngestRun(folder, input).run();

    assertThat(run.rejected()).isEmpty();
    assertThat(run.context().read(MOVIES).count()).isEqualTo(9742);
    assertThat(run.context().read(RATINGS).count()).isEqualTo(100_836);
    assertThat(run.context().read(TAGS).count()).isEqualTo(3683);
    assertThat(run.context().read(MOVIES).where("year is null").count()).isEqualTo(12);
    assertThat(run.context().read(MOVIES).where("size(genres) = 0").count()).isEqualTo(34);
    assertThat(run.context().read(MOVIES).where("tmdbId is null").count()).isEqualTo(8);
    Row toyStory = run.context().read(MOVIES).where("movieId = 1").first();
    assertThat(toyStory.getString(1)).isEqualTo("Toy Story");
    assertThat(toyStory.getInt(2)).isEqualTo(1995);
    assertThat(toyStory.getString(5)).isEqualTo("0114709");
  }

  private static Path movieLens() {
    Path root = Path.of(System.getProperty("marquee.root", ".")).toAbsolutePath();
    return Stream.of(root.resolve(".."), root.resolve("../.."))
        .map(parent -> parent.resolve("shared/data/ml-latest-small").normalize())
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(root.resolveSibling("shared/data/ml-latest-small"));
  }
}
