package dev.marquee.jobs.similar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Tables;
import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarStageTest {

  @Test
  void writesTheTableAndSaysWhatItDoes(@TempDir Path folder) {
    MarqueeConfig config = ConfigLoader.load(Optional.empty(), List.of("similar.topK=1"), Map.of());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StageContext context =
        new StageContext(
            LocalSpark.session(),
            config,
            new SnapshotDirectory("test", new org.apache.hadoop.fs.Path(folder.toUri())),
            Optional.empty(),
            new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    List<Movie> movies =
        List.of(
            new Movie(1, List.of("Drama"), new float[] {1, 0}, new int[] {}, new float[] {}),
            new Movie(2, List.of("Drama"), new float[] {.6f, .8f}, new int[] {}, new float[] {}),
            new Movie(3, List.of(), new float[] {0, 1}, new int[] {}, new float[] {}));
    context.write(Tables.MOVIES, Movie.movies(movies));
    context.write(Tables.MOVIE_EMBEDDINGS, Movie.embeddings(movies));
    context.write(Tables.MOVIE_TFIDF, Movie.tfidf(movies));

    new SimilarStage().run(context);
    // Again: a stage replaces its table.
    new SimilarStage().run(context);

    // 1 - 2: 1.2 * .7 * .6 = .504; 2 - 3: .7 * .8 = .56; 1 - 3: 0
    assertThat(
            context
                .read(Tables.SIMILAR_MOVIES)
                .orderBy(Tables.SIMILAR_MOVIES.movieId)
                .collectAsList()
                .stream()
                .map(Similar::of))
        .extracting(Similar::similarMovieId)
        .containsExactly(2L, 3L, 2L);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("similar: 3 movies x 2 dimensions, 1 pairs of blocks");
    assertThat(LocalSpark.session().sparkContext().getPersistentRDDs().isEmpty()).isTrue();
  }
}
