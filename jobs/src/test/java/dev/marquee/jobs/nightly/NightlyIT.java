package dev.marquee.jobs.nightly;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.Manifest;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.ncf.TrainNcfStage;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.SparkSchemas;
import dev.marquee.jobs.popularity.PopularityStage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline on the committed sample, with a small NCF model. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightlyIT {
  @TempDir static Path warehouse;

  private static SparkSession spark;
  private static Pipeline pipeline;
  private static Manifest first;
  private static final ByteArrayOutputStream PROGRESS = new ByteArrayOutputStream();

  @BeforeAll
  static void runOnce() {
    spark = LocalSpark.session();
    pipeline = pipeline();
    first = pipeline.nightly();
  }

  private static Pipeline pipeline(String... extra) {
    Path root = Path.of(System.getProperty("marquee.root"));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "warehouse=" + warehouse.toUri(),
                "ncf.factors=8",
                "ncf.hiddenUnits=[32,16,8]",
                "ncf.linearRank=16",
                "ncf.mlp=on",
                "ncf.epochs=2",
                "ncf.validationUsers=50",
                "recommend.topN=30",
                "publish.keep=2"));
    settings.addAll(List.of(extra));
    RunSettings run =
        RunSettings.load(Optional.empty(), settings, Map.of("MARQUEE_HOME", root.toString()));
    return new Pipeline(
        spark, run, new Console(new PrintStream(PROGRESS, true, StandardCharsets.UTF_8)));
  }

  private static Dataset<Row> read(Manifest manifest, Table table) {
    return spark.read().parquet(pipeline.store().directory(manifest.id()).table(table).toString());
  }

  @Test
  @Order(1)
  void everyTableIsThereWithItsContractsSchema() {
    assertThat(pipeline.store().currentId()).contains(first.id());
    for (Table table : Tables.ALL) {
      Dataset<Row> rows = read(first, table);
      assertThat(rows.count()).isEqualTo(first.tables().get(table.name()).rows());
      assertThat(rows.schema().fieldNames()).isEqualTo(SparkSchemas.of(table).fieldNames());
      for (int i = 0; i < rows.schema().size(); i++) {
        assertThat(
                DataType.equalsIgnoreNullability(
                    rows.schema().apply(i).dataType(), SparkSchemas.of(table).apply(i).dataType()))
            .isTrue();
      }
    }
    assertThat(first.inputs()).extracting(Manifest.InputFile::path).hasSize(3);
    assertThat(first.metrics().get("train-ncf")).containsKey("validationNdcg10");
    assertThat(PROGRESS.toString(StandardCharsets.UTF_8)).contains("epoch 1/2").contains("[8/8]");
  }

  @Test
  @Order(2)
  void theSummaryNamesTablesStagesAndSnapshot() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SummaryTable(new PrintStream(out, true, StandardCharsets.UTF_8)).print(first, "there");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("similar_movies", "train-ncf", "validationNdcg10", first.id(), "there");
  }

  @Test
  @Order(3)
  void everyKnownUserHasUnseenMoviesInRankOrder() {
    Dataset<Row> lists = read(first, Tables.RECOMMENDATIONS);
    assertThat(lists.select(Tables.RECOMMENDATIONS.userId).distinct().count()).isEqualTo(600);
    assertThat(lists.count()).isEqualTo(600 * 30);
    assertThat(
            lists
                .join(
                    read(first, Tables.RATINGS),
                    scala.collection.JavaConverters.asScalaBuffer(
                            List.of(Tables.RATINGS.userId, Tables.RATINGS.movieId))
                        .toSeq())
                .count())
        .isZero();
  }

  @Test
  @Order(4)
  void theTablesAloneReproduceTheScores() {
    // NeuMF in plain Java from user_factors, movie_factors and ncf_layers, as any reader would.
    List<Row> layers =
        read(first, Tables.NCF_LAYERS).orderBy(Tables.NCF_LAYERS.position).collectAsList();
    Map<Long, Row> movies = byId(read(first, Tables.MOVIE_FACTORS).collectAsList());
    Map<Long, Row> users = byId(read(first, Tables.USER_FACTORS).collectAsList());
    List<Row> lists =
        read(first, Tables.RECOMMENDATIONS)
            .where(col(Tables.RECOMMENDATIONS.userId).leq(20))
            .collectAsList();
    assertThat(lists).hasSizeGreaterThan(100);
    for (Row row : lists) {
      double expected = score(users.get(row.getLong(0)), movies.get(row.getLong(2)), layers);
      assertThat((double) row.getFloat(3)).isEqualTo(expected, within(1e-4));
    }
  }

  private static double score(Row user, Row movie, List<Row> layers) {
    List<Float> gmfUser = user.getList(1);
    List<Float> gmfMovie = movie.getList(1);
    List<Double> mlp = new ArrayList<>();
    user.<Float>getList(2).forEach(value -> mlp.add((double) value));
    movie.<Float>getList(2).forEach(value -> mlp.add((double) value));
    List<List<Double>> inputs = new ArrayList<>();
    List<Double> current = mlp;
    for (Row layer : layers.subList(0, layers.size() - 1)) {
      inputs.add(current);
      List<Double> output = new ArrayList<>();
      for (int i = 0; i < layer.getInt(3); i++) {
        double value = Math.max(0, linear(layer, i, current));
        if (!layer.isNullAt(7)) {
          value += inputs.get(layer.getInt(7)).get(i);
        }
        output.add(value);
      }
      current = output;
    }
    List<Double> last = new ArrayList<>();
    for (int k = 0; k < gmfUser.size(); k++) {
      last.add((double) gmfUser.get(k) * gmfMovie.get(k));
    }
    last.addAll(current);
    return 1 / (1 + Math.exp(-linear(layers.get(layers.size() - 1), 0, last)));
  }

  private static double linear(Row layer, int output, List<Double> input) {
    List<Float> weights = layer.getList(4);
    double sum = layer.<Float>getList(5).get(output);
    for (int k = 0; k < input.size(); k++) {
      sum += weights.get(output * input.size() + k) * input.get(k);
    }
    return sum;
  }

  private static Map<Long, Row> byId(List<Row> rows) {
    Map<Long, Row> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.getLong(0), row));
    return byId;
  }

  @Test
  @Order(5)
  void aSecondWriterIsRefusedWhileOneRuns() {
    try (var lock = pipeline.store().lock()) {
      lock.ensureHeld();
      assertThatThrownBy(() -> pipeline().nightly())
          .isInstanceOf(UserError.class)
          .hasMessageContaining("lock");
    }
    assertThat(pipeline.store().currentId()).contains(first.id());
  }

  @Test
  @Order(6)
  void aStageRunAloneWorksOnACopyAndIsPublishedApart() {
    Pipeline changed = pipeline("popularity.formula=wilson");
    String staged = changed.stage(new PopularityStage());
    assertThat(changed.store().currentId()).contains(first.id());

    Manifest second = changed.publishStaged();

    assertThat(second.id()).isEqualTo(staged).isNotEqualTo(first.id());
    assertThat(second.inputs()).isEqualTo(first.inputs());
    assertThat(read(second, Tables.MOVIE_POPULARITY).select("score").collectAsList())
        .isNotEqualTo(read(first, Tables.MOVIE_POPULARITY).select("score").collectAsList());
    assertThat(read(second, Tables.RECOMMENDATIONS).count()).isEqualTo(600 * 30);
  }

  @Test
  @Order(7)
  void aStaleTableIsNotPublished() {
    String before = pipeline.store().currentId().orElseThrow();
    pipeline.stage(new TrainNcfStage());

    assertThatThrownBy(pipeline::publishStaged)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("recommend");
    assertThat(pipeline.store().currentId()).contains(before);
  }

  @Test
  @Order(8)
  void theNextRunEncodesNothingAndKeepsWhatItShould() throws Exception {
    var hadoop = spark.sessionState().newHadoopConf();
    Path weights =
        Path.of(FittedWeights.file(pipeline.store().current().orElseThrow()).toUri().getPath());
    Files.createDirectories(weights.getParent());
    Files.writeString(
        weights,
        """
        {"version": 1, "buckets": [{"minRatings": 0,
          "weights": {"content": 0, "collaborative": 1, "popularity": 0}}]}
        """);

    Manifest third = pipeline.nightly();

    assertThat(FittedWeights.read(pipeline.store().directory(third.id()), hadoop)).isPresent();
    assertThat(third.models()).containsOnlyKeys("tfidf", "ncf");

    assertThat(third.metrics().get("embed")).containsEntry("encoded", 0.0);
    assertThat(third.metrics().get("embed")).containsEntry("reused", 670.0);
    assertThat(pipeline.store().list()).hasSize(2);
    assertThat(read(third, Tables.MOVIE_EMBEDDINGS).orderBy("movieId").collectAsList())
        .isEqualTo(read2ndNewest());
  }

  private static List<Row> read2ndNewest() {
    String id = pipeline.store().list().get(1).id();
    return spark
        .read()
        .parquet(pipeline.store().directory(id).table(Tables.MOVIE_EMBEDDINGS).toString())
        .orderBy("movieId")
        .collectAsList();
  }

  @Test
  @Order(9)
  void badInputLeavesThePublishedSnapshot() throws Exception {
    String before = pipeline.store().currentId().orElseThrow();
    Path input = Files.createDirectory(warehouse.resolve("input"));
    Files.writeString(input.resolve("movies.csv"), "movieId,title,genres\n1,Heat (1995),Crime\n");

    assertThatThrownBy(() -> pipeline("input=" + input.toUri()).nightly())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ratings.csv");
    assertThatThrownBy(() -> pipeline("embed.encoder=" + input.toUri(), "publish.keep=2").nightly())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("model.onnx");
    assertThat(pipeline.store().currentId()).contains(before);
  }
}
