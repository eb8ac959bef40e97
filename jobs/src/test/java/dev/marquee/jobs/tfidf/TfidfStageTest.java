package dev.marquee.jobs.tfidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfidfStageTest {
  private static final Catalogue CATALOGUE =
      new Catalogue()
          .movie(30, "Alien", List.of("Horror", "Sci-Fi"), "A crew meets an alien in deep space.")
          .movie(4, "Aliens", List.of("Action", "Sci-Fi"), "Marines meet aliens in deep space.")
          .movie(17, "Solaris", List.of("Sci-Fi"), "Deep space and a thinking ocean.")
          .movie(99, "???", List.of(), null)
          .tag(1, 30, "cult film")
          .tag(2, 30, "Cult Film")
          .tag(2, 17, "cult film");

  @Test
  void writesVectorsAndAModelThatStandsAlone(@TempDir Path folder) {
    MarqueeConfig config = ConfigLoader.load(Optional.empty(), List.of(), Map.of());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StageContext context =
        new StageContext(
            LocalSpark.session(),
            config,
            new SnapshotDirectory("test", new org.apache.hadoop.fs.Path(folder.toUri())),
            Optional.empty(),
            new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    context.write(Tables.MOVIES, CATALOGUE.movies());
    context.write(Tables.TAGS, CATALOGUE.tags());

    new TfidfStage().run(context);
    // Again: a stage replaces what it wrote.
    new TfidfStage().run(context);

    List<Row> rows =
        context.read(Tables.MOVIE_TFIDF).orderBy(Tables.MOVIE_TFIDF.movieId).collectAsList();
    assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(4L, 17L, 30L, 99L);
    assertThat(rows.get(3).getList(1)).isEmpty();
    for (Row row : rows.subList(0, 3)) {
      double squares = row.<Float>getList(2).stream().mapToDouble(v -> (double) v * v).sum();
      assertThat(squares).isCloseTo(1, within(1e-6));
    }
    // sci, fi, sci fi; deep, space, deep space; cult, film, cult film
    assertThat(context.metrics()).containsEntry("vocabularySize", 9.0);
    assertThat(context.metrics()).containsEntry("meanTermsPerMovie", (6 + 9 + 9) / 4.0);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("tfidf: 9 terms, 6.0 a movie, 1 movies without any");

    PipelineModel reloaded = PipelineModel.load(context.staged().model("tfidf").toString());
    for (Row row : CATALOGUE.texts(5).collectAsList()) {
      Row written =
          rows.stream().filter(r -> r.getLong(0) == row.getLong(0)).findFirst().orElseThrow();
      assertThat(apply(reloaded, row.getString(1)))
          .isEqualTo(new Sparse(written.getList(1), written.getList(2)));
    }
    // A movie that the model has never seen.
    assertThat(apply(reloaded, "Deep  Space\nNine").indices()).hasSize(3);
  }

  private record Sparse(List<Integer> indices, List<Float> values) {}

  private static Sparse apply(PipelineModel model, String text) {
    Row row =
        model
            .transform(
                LocalSpark.session()
                    .createDataset(List.of(text), Encoders.STRING())
                    .toDF(TfidfPipeline.TEXT))
            .select(TfidfPipeline.VECTOR)
            .first();
    var vector = row.<Vector>getAs(0).toSparse();
    return new Sparse(
        java.util.Arrays.stream(vector.indices()).boxed().toList(),
        java.util.Arrays.stream(vector.values()).mapToObj(v -> (float) v).toList());
  }
}
