package dev.marquee.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.MovieText;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.TableModel;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.SparkSchemas;
import dev.marquee.jobs.pipeline.StageContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedStageTest {
  private static final List<String> OVERVIEWS =
      List.of(
          "Two miners find a map and lose their friendship.",
          "A clockmaker's daughter crosses the frozen sea to bring back the town's only bell.",
          "Nobody in the village will say who painted the church wall, and the new priest asks.");

  @TempDir Path folder;
  private Path encoder;

  @BeforeEach
  void writeEncoder() throws Exception {
    // A blank in the path is as common as any other character.
    encoder = folder.resolve("small encoder");
    SeededEncoder.write(encoder, OVERVIEWS, 1);
  }

  @Test
  void encodesOnceAndReusesWhatIsUnchanged() {
    StageContext first = context("first", Optional.empty(), List.of());
    write(first, OVERVIEWS, List.of(tag(1, 10, "gold"), tag(2, 10, "Gold"), tag(1, 10, "desert")));
    new EmbedStage().run(first);
    assertThat(first.metrics()).containsEntry("encoded", 3.0).containsEntry("reused", 0.0);

    StageContext second = context("second", Optional.of(first.staged()), List.of());
    write(second, OVERVIEWS, List.of(tag(1, 10, "gold"), tag(2, 10, "gold"), tag(1, 10, "desert")));
    new EmbedStage().run(second);
    assertThat(second.metrics()).containsEntry("encoded", 0.0).containsEntry("reused", 3.0);
    assertThat(vectors(second)).isEqualTo(vectors(first));

    List<String> changed = new ArrayList<>(OVERVIEWS);
    changed.set(1, "Quite another story.");
    StageContext third = context("third", Optional.of(second.staged()), List.of());
    write(third, changed, List.of(tag(1, 10, "gold"), tag(2, 10, "gold"), tag(1, 10, "desert")));
    new EmbedStage().run(third);
    assertThat(third.metrics()).containsEntry("encoded", 1.0).containsEntry("reused", 2.0);
    assertThat(vectors(third).get(11L)).isNotEqualTo(vectors(first).get(11L));
    assertThat(vectors(third).get(12L)).isEqualTo(vectors(first).get(12L));

    // Another token limit is another key, even where the text is short enough for both.
    StageContext fourth =
        context("fourth", Optional.of(second.staged()), List.of("embed.maxTokens=64"));
    write(fourth, OVERVIEWS, List.of());
    new EmbedStage().run(fourth);
    assertThat(fourth.metrics()).containsEntry("encoded", 3.0).containsEntry("reused", 0.0);

    // So is another weight of the genres.
    StageContext fifth =
        context("fifth", Optional.of(second.staged()), List.of("embed.genreWeight=0.5"));
    write(fifth, OVERVIEWS, List.of(tag(1, 10, "gold"), tag(2, 10, "gold"), tag(1, 10, "desert")));
    new EmbedStage().run(fifth);
    assertThat(fifth.metrics()).containsEntry("encoded", 3.0).containsEntry("reused", 0.0);
    assertThat(vectors(fifth).get(11L)).isNotEqualTo(vectors(second).get(11L));
  }

  @Test
  void encodesTheTenNewMoviesOfAGrownCatalogue() throws Exception {
    List<String> thirty = IntStream.range(0, 30).mapToObj(i -> "Story number " + i).toList();
    StageContext first = context("thirty", Optional.empty(), List.of());
    write(first, thirty, List.of());
    new EmbedStage().run(first);
    assertThat(first.metrics()).containsEntry("encoded", 30.0);

    List<String> forty = IntStream.range(0, 40).mapToObj(i -> "Story number " + i).toList();
    StageContext grown = context("forty", Optional.of(first.staged()), List.of());
    write(grown, forty, List.of());
    new EmbedStage().run(grown);
    assertThat(grown.metrics()).containsEntry("encoded", 10.0).containsEntry("reused", 30.0);
    assertThat(vectors(grown)).hasSize(40).containsAllEntriesOf(vectors(first));

    // Other weights under the same path are another encoder.
    SeededEncoder.write(encoder, OVERVIEWS, 2);
    StageContext retrained = context("retrained", Optional.of(grown.staged()), List.of());
    write(retrained, forty, List.of());
    new EmbedStage().run(retrained);
    assertThat(retrained.metrics()).containsEntry("encoded", 40.0).containsEntry("reused", 0.0);
  }

  @Test
  void acceptsVectorsOfAnotherLengthOnlyWhenTold() throws Exception {
    StageContext first = context("long", Optional.empty(), List.of());
    write(first, OVERVIEWS, List.of());
    new EmbedStage().check(first);
    new EmbedStage().run(first);
    new EmbedStage().check(context("same", Optional.of(first.staged()), List.of()));

    List<String> vocabulary = WordPieceVocabulary.learn(OVERVIEWS, 400);
    TableModel.write(
        encoder.resolve("model.onnx"), vocabulary.size(), 8, true, 1, "last_hidden_state");
    Files.write(encoder.resolve("assets").resolve("vocab.txt"), vocabulary);
    Files.delete(encoder.resolve("config.json"));
    assertThatThrownBy(
            () ->
                new EmbedStage().check(context("refused", Optional.of(first.staged()), List.of())))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "embed.encoder: "
                + encoder
                + " makes vectors of 8 numbers, but the published snapshot's have 256;"
                + " set embed.acceptNewSize=true to encode all movies anew");

    StageContext accepted =
        context("short", Optional.of(first.staged()), List.of("embed.acceptNewSize=true"));
    write(accepted, OVERVIEWS, List.of());
    new EmbedStage().check(accepted);
    new EmbedStage().run(accepted);
    assertThat(accepted.metrics()).containsEntry("encoded", 3.0).containsEntry("reused", 0.0);
    assertThat(vectors(accepted).values()).allSatisfy(vector -> assertThat(vector).hasSize(8));
  }

  @Test
  void encodesIdenticalTextsOnceUnlessTheirGenresDiffer() {
    StageContext context = context("twins", Optional.empty(), List.of());
    SparkSession spark = LocalSpark.session();
    List<Row> movies =
        List.of(
            RowFactory.create(1L, "Twins", null, genres(), null, null, null),
            RowFactory.create(2L, "Twins", null, genres(), null, null, null),
            // The same words, but one of them is a genre.
            RowFactory.create(3L, "Twins", null, List.of(), "Drama.", null, null));
    context.write(Tables.MOVIES, spark.createDataFrame(movies, SparkSchemas.of(Tables.MOVIES)));
    context.write(Tables.TAGS, spark.createDataFrame(List.<Row>of(), SparkSchemas.of(Tables.TAGS)));
    new EmbedStage().run(context);
    assertThat(context.metrics()).containsEntry("encoded", 2.0);
    assertThat(vectors(context).get(1L))
        .isEqualTo(vectors(context).get(2L))
        .isNotEqualTo(vectors(context).get(3L));
  }

  @Test
  void equalsOnnxRuntimeWithMeanPoolingAndLength1() throws Exception {
    // Texts of several lengths go through together: 25 to 37 pieces, cut off at 30.
    StageContext context =
        context("parity", Optional.empty(), List.of("embed.maxTokens=30", "embed.genreWeight=0"));
    write(context, OVERVIEWS, List.of());
    new EmbedStage().run(context);
    Map<Long, List<Float>> vectors = vectors(context);

    WordPieceTokenizer tokenizer =
        WordPieceTokenizer.read(encoder.resolve("assets").resolve("vocab.txt"));
    try (OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(encoder.resolve("model.onnx"), 1)) {
      for (int i = 0; i < OVERVIEWS.size(); i++) {
        String text =
            MovieText.compose("Movie " + i, 1990 + i, genres(), Map.of(), OVERVIEWS.get(i));
        float[] expected = onnx.encode(new int[][] {tokenizer.encode(text, 30)})[0];
        List<Float> actual = vectors.get(10L + i);
        assertThat(actual).hasSize(expected.length);
        double squares = 0;
        for (int j = 0; j < expected.length; j++) {
          assertThat(actual.get(j)).isCloseTo(expected[j], within(1e-5f));
          squares += actual.get(j) * actual.get(j);
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void acceptsAWorkingEncoder() {
    new EmbedStage().check(context("check", Optional.empty(), List.of()));
  }

  @Test
  void namesWhatIsWrongWithAnEncoder() throws Exception {
    Files.delete(encoder.resolve("model.onnx"));
    refused("small encoder: has no model.onnx, expected a folder with an ONNX export");

    Files.writeString(encoder.resolve("model.onnx"), "not a model");
    refused("model.onnx cannot be run");

    List<String> vocabulary = WordPieceVocabulary.learn(OVERVIEWS, 400);
    BertShape shape = new BertShape(vocabulary.size(), 32, 8, 1, 1, 8);
    SeededEncoder.write(encoder, vocabulary, shape, EmbedStageTest::notNumbers);
    refused("turns a test sentence into zero or NaN");

    Path vocab = encoder.resolve("assets").resolve("vocab.txt");
    Files.writeString(vocab, "[UNK]\n[PAD]\n[CLS]\n[SEP]\n");
    refused("[PAD] has id 1, expected 0");
    Files.writeString(vocab, "[PAD]\n[UNK]\n[SEP]\n");
    refused("lacks [CLS]");
    Files.delete(vocab);
    refused("has no vocabulary, expected a folder with an ONNX export");

    encoder = folder.resolve("nowhere");
    refused("nowhere: does not exist, expected a folder with an ONNX export: model.onnx or");
  }

  @Test
  void namesTheMovieWithoutAUsableVector() throws Exception {
    List<String> vocabulary = WordPieceVocabulary.learn(OVERVIEWS, 400);
    BertShape shape = new BertShape(vocabulary.size(), 128, 8, 1, 1, 8);
    SeededEncoder.write(encoder, vocabulary, shape, EmbedStageTest::notNumbers);
    StageContext context = context("nan", Optional.empty(), List.of());
    write(context, OVERVIEWS, List.of());
    assertThatThrownBy(() -> new EmbedStage().run(context))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no usable vector for movie 10, \"Movie 0\"");
  }

  private void refused(String message) {
    StageContext context = context("broken", Optional.empty(), List.of());
    assertThatThrownBy(() -> new EmbedStage().check(context))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("embed.encoder: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private StageContext context(
      String id, Optional<SnapshotDirectory> published, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.add("embed.encoder=\"" + encoder + "\"");
    return new StageContext(
        LocalSpark.session(),
        ConfigLoader.load(Optional.empty(), all, Map.of()),
        new SnapshotDirectory(
            id, new org.apache.hadoop.fs.Path(folder.resolve(id).toUri().getPath())),
        published,
        Console.standard());
  }

  /** Movies 10, 11, ... "Movie 0" of 1990, "Movie 1" of 1991, ... with these overviews. */
  private static void write(StageContext context, List<String> overviews, List<Row> tags) {
    List<Row> movies = new ArrayList<>();
    for (int i = 0; i < overviews.size(); i++) {
      movies.add(
          RowFactory.create(
              10L + i, "Movie " + i, 1990 + i, genres(), overviews.get(i), null, null));
    }
    SparkSession spark = LocalSpark.session();
    context.write(Tables.MOVIES, spark.createDataFrame(movies, SparkSchemas.of(Tables.MOVIES)));
    context.write(Tables.TAGS, spark.createDataFrame(tags, SparkSchemas.of(Tables.TAGS)));
  }

  private static Row tag(long user, long movie, String tag) {
    return RowFactory.create(user, movie, tag, 1_000_000L);
  }

  private static List<String> genres() {
    return List.of("Drama");
  }

  private static Map<Long, List<Float>> vectors(StageContext context) {
    Dataset<Row> rows = context.read(Tables.MOVIE_EMBEDDINGS);
    Map<Long, List<Float>> vectors = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      vectors.put(row.getLong(0), row.getList(2));
    }
    return vectors;
  }

  private static float[] notNumbers(String name, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, Float.NaN);
    return values;
  }
}
