package dev.marquee.jobs.publish;

import static dev.marquee.jobs.publish.TestSnapshots.row;
import static dev.marquee.jobs.publish.TestSnapshots.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StageRecord;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final Console QUIET =
      new Console(new PrintStream(OutputStream.nullOutputStream()));

  @TempDir static Path shared;
  private static TestSnapshots snapshots;
  private static SnapshotStore store;
  private static String published;
  private static RunDescription run;

  @BeforeAll
  static void publishOne() throws IOException {
    snapshots = new TestSnapshots(SPARK, Files.createDirectory(shared.resolve("template")));
    store = store(shared.resolve("ware house"));
    Path input = shared.resolve("ratings.csv");
    Files.writeString(input, "abc");
    List<Manifest.InputFile> inputs =
        new FileChecksums(SPARK).inputs(List.of(new org.apache.hadoop.fs.Path(input.toUri())));
    run = RunDescription.of("1.0-test", inputs, "{\"publish\": {\"keep\": 5}}");
    published = new Publisher(store, SPARK).publish(snapshots.stage(store), run, 5, QUIET);
  }

  private static SnapshotStore store(Path warehouse) {
    return new SnapshotStore(
        new org.apache.hadoop.fs.Path(warehouse.toString()), new Configuration());
  }

  /** Stages a snapshot with a fault: publishing must fail with exactly these checks. */
  private static UserError refused(Consumer<StagedSnapshot> fault, String... checks) {
    StagedSnapshot staged = snapshots.stage(store);
    fault.accept(staged);
    List<CheckFailure> failures = new SnapshotChecks(SPARK).run(staged).failures();
    assertThat(failures.stream().map(failure -> failure.check() + " " + failure.table()))
        .as("%s", failures)
        .containsExactlyInAnyOrder(checks);
    UserError error =
        assertThrows(
            UserError.class, () -> new Publisher(store, SPARK).publish(staged, run, 5, QUIET));
    assertThat(error)
        .hasMessageContainingAll("not published", "CURRENT stays", checks[0].split(" ")[0]);
    assertThat(error.getMessage()).doesNotContain("\n");
    assertThat(store.currentId()).contains(published);
    store.removeStaged();
    return error;
  }

  private static UserError refused(Table table, Consumer<List<Row>> fault, String... checks) {
    return refused(
        staged -> {
          List<Row> rows = rows(table);
          fault.accept(rows);
          snapshots.replace(staged, table, rows);
        },
        checks);
  }

  @Test
  void theManifestSaysWhatTheSnapshotHolds() throws IOException {
    Manifest manifest = store.manifest(published);
    assertThat(manifest.tables().keySet())
        .containsExactlyInAnyOrderElementsOf(Tables.ALL.stream().map(Table::name).toList());
    Manifest.TableEntry ratings = manifest.tables().get("ratings");
    assertThat(ratings.rows()).isEqualTo(3);
    assertThat(ratings.columns()).isEqualTo(Tables.RATINGS.columns());
    assertThat(ratings.files()).hasSize(1);
    Path file =
        Path.of(store.directory(published).directory().toUri().getPath())
            .resolve(ratings.files().get(0).path());
    assertThat(Files.size(file)).isEqualTo(ratings.files().get(0).bytes());
    // The well-known SHA-256 of "abc" (FIPS 180-2, appendix B.1).
    assertThat(manifest.inputs().get(0).bytes()).isEqualTo(3);
    assertThat(manifest.inputs().get(0).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(manifest.models().keySet()).containsExactly("ncf", "tfidf");
    assertThat(manifest.models().get("tfidf").stream().map(Manifest.FileEntry::path))
        .containsExactly("models/tfidf/metadata/part-00000");
    assertThat(manifest.metrics().get("train-ncf")).isEqualTo(Map.of("seen", 1.0));
    assertThat(manifest.stages()).hasSize(7);
    assertThat(manifest.configuration().at("/publish/keep").asInt()).isEqualTo(5);
    new FileChecksums(SPARK).verify(store.directory(published), manifest);
  }

  @Test
  void values() {
    UserError error =
        refused(
            Tables.RECOMMENDATIONS,
            rows -> rows.set(0, row(7L, 1, 4L, Float.NaN)),
            "finite recommendations");
    assertThat(error).hasMessageContaining("userId 7, rank 1: score is NaN");
    refused(
        Tables.USER_FACTORS,
        rows -> rows.set(0, row(7L, List.of(1f, Float.NEGATIVE_INFINITY), List.of(1f, 2f, 3f))),
        "finite user_factors");
    refused(
        Tables.MOVIES,
        rows -> rows.set(0, row(1L, null, 1991, List.of(), null, null, null)),
        "required movies");
    refused(
        Tables.MOVIES,
        rows -> rows.set(0, row(1L, "One", 1991, Arrays.asList("a", null), null, null, null)),
        "required movies");
    refused(
        Tables.MOVIE_FACTORS,
        rows -> rows.set(0, row(1L, Arrays.asList(1f, null), List.of(0f, 1f, 2f))),
        "required movie_factors");
  }

  @Test
  void vectors() {
    refused(
        Tables.MOVIE_EMBEDDINGS,
        rows -> rows.set(2, row(3L, "c", List.of(0f, 1f, 0f))),
        "vector-length movie_embeddings");
    UserError error =
        refused(
            Tables.MOVIE_EMBEDDINGS,
            rows -> rows.set(2, row(3L, "c", List.of(0f, 1.01f))),
            "unit-length movie_embeddings");
    assertThat(error).hasMessageContaining("movieId 3");
    refused(
        Tables.MOVIE_TFIDF,
        rows -> rows.set(0, row(1L, List.of(3, 0), List.of(0.6f, 0.8f))),
        "aligned movie_tfidf");
    refused(
        Tables.USER_FACTORS,
        rows -> {
          rows.set(0, row(7L, List.of(1f), List.of(1f, 2f, 3f)));
          rows.set(1, row(9L, List.of(1f), List.of(1f, 2f, 3f)));
        },
        "vector-length movie_factors");
    refused(
        Tables.NCF_LAYERS,
        rows -> rows.set(1, row(2, "output", 3, 1, List.of(1f), List.of(0f), "sigmoid", null)),
        "aligned ncf_layers",
        "ranks ncf_layers");
  }

  @Test
  void keysAndReferences() {
    refused(
        Tables.RATINGS,
        rows -> rows.add(row(7L, 1L, 2f, 300L)),
        "unique-key ratings",
        "user-histories user_histories");
    refused(Tables.MOVIES, rows -> rows.add(rows.get(0)), "unique-key movies");
    refused(Tables.MOVIE_TFIDF, rows -> rows.remove(3), "row-count movie_tfidf");
    UserError error =
        refused(
            Tables.SIMILAR_MOVIES,
            rows -> rows.set(1, row(1L, 2, 99L, 0f, 0f, 0f, 1f)),
            "reference similar_movies");
    assertThat(error).hasMessageContaining("similarMovieId 99 is not in movies");
    refused(
        Tables.SIMILAR_MOVIES,
        rows -> rows.set(1, row(1L, 3, 1L, 0f, 0f, 0f, 1f)),
        "ranks similar_movies",
        "similar-itself similar_movies");
    refused(
        Tables.SIMILAR_MOVIES,
        rows -> rows.set(1, row(1L, 2, 2L, 0f, 0f, 0f, 1f)),
        "unique-key similar_movies");
    refused(
        Tables.USER_FACTORS,
        rows -> rows.set(0, row(8L, List.of(1f, 2f), List.of(1f, 2f, 3f))),
        "row-count user_factors",
        "reference user_factors");
  }

  @Test
  void lists() {
    UserError error =
        refused(
            Tables.RECOMMENDATIONS,
            rows -> rows.set(1, row(7L, 2, 1L, 0.8f)),
            "unseen recommendations");
    assertThat(error).hasMessageContaining("userId 7 has rated movieId 1 of the list");
    error =
        refused(
            Tables.RECOMMENDATIONS,
            rows -> rows.subList(2, 4).clear(),
            "user-lists recommendations");
    assertThat(error).hasMessageContaining("userId 9 has no list");
    refused(
        Tables.RECOMMENDATIONS, rows -> rows.set(1, row(7L, 3, 3L, 0.8f)), "ranks recommendations");
    refused(
        Tables.RECOMMENDATIONS,
        rows -> rows.set(1, row(7L, 2, 4L, 0.8f)),
        "unique-key recommendations");
    refused(
        Tables.USER_HISTORIES,
        rows -> rows.set(0, row(7L, List.of(1L), List.of(4f), List.of(100L))),
        "user-histories user_histories");
    refused(Tables.USER_HISTORIES, rows -> rows.remove(1), "user-histories user_histories");
    refused(
        Tables.USER_HISTORIES,
        rows -> rows.set(1, row(9L, List.of(3L), List.of(3f, 4f), List.of(150L))),
        "aligned user_histories");
  }

  @Test
  void aUserWhoHasRatedEverythingNeedsNoList() {
    StagedSnapshot staged = snapshots.stage(store);
    List<Row> ratings = rows(Tables.RATINGS);
    List.of(1L, 2L, 4L).forEach(movie -> ratings.add(row(9L, movie, 3f, 150L)));
    snapshots.replace(staged, Tables.RATINGS, ratings);
    snapshots.replace(staged, Tables.RECOMMENDATIONS, rows(Tables.RECOMMENDATIONS).subList(0, 2));
    List<Row> histories = rows(Tables.USER_HISTORIES);
    histories.set(
        1,
        row(9L, List.of(1L, 2L, 3L, 4L), Collections.nCopies(4, 3f), Collections.nCopies(4, 150L)));
    snapshots.replace(staged, Tables.USER_HISTORIES, histories);
    assertThat(new SnapshotChecks(SPARK).run(staged).failures()).isEmpty();
  }

  @Test
  void files() throws IOException {
    StructType wrong =
        new StructType(
            Arrays.stream(TestSnapshots.schema(Tables.RATINGS).fields())
                .map(
                    field ->
                        field.name().equals(Tables.RATINGS.rating)
                            ? DataTypes.createStructField(field.name(), DataTypes.DoubleType, true)
                            : field)
                .toArray(StructField[]::new));
    UserError error =
        refused(
            staged ->
                snapshots.replace(staged, Tables.RATINGS, wrong, List.of(row(7L, 1L, 4.0, 100L))),
            "schema ratings");
    assertThat(error).hasMessageContainingAll("rating has type", "double", "expected FLOAT");
    refused(
        staged ->
            snapshots.replace(staged, Tables.TAGS, TestSnapshots.schema(Tables.RATINGS), List.of()),
        "schema tags");
    refused(staged -> delete(TestSnapshots.parquetFile(staged, Tables.TAGS)), "files tags");
    error =
        refused(
            staged -> truncate(TestSnapshots.parquetFile(staged, Tables.RATINGS)),
            "schema ratings");
    assertThat(error).hasMessageContainingAll("ratings/part-", "no readable Parquet file");
    refused(
        staged -> damageFirstPage(TestSnapshots.parquetFile(staged, Tables.RATINGS)),
        "files ratings");
  }

  @Test
  void rowsThatWereLostAfterTheStage() {
    refused(
        staged -> {
          snapshots.replace(staged, Tables.TAGS, List.of());
          TestSnapshots.record(
              staged,
              "ingest",
              List.of(),
              List.of(Tables.MOVIES, Tables.RATINGS, Tables.TAGS, Tables.REJECTED_ROWS));
          restoreInputs(staged);
        },
        "row-count tags");
    refused(
        staged -> {
          snapshots.replace(staged, Tables.NCF_LAYERS, List.of());
        },
        "row-count ncf_layers");
  }

  /** Records every later stage again, so that none is stale. */
  private static void restoreInputs(StagedSnapshot staged) {
    for (StageRecord record : List.copyOf(staged.records())) {
      List<Table> reads =
          Tables.ALL.stream().filter(table -> record.inputs().containsKey(table.name())).toList();
      List<Table> writes =
          Tables.ALL.stream().filter(table -> record.rows().containsKey(table.name())).toList();
      if (!reads.isEmpty()) {
        TestSnapshots.record(staged, record.stage(), reads, writes);
      }
    }
  }

  @Test
  void stagesThatWereRunAgainOrNotAtAll() {
    UserError error =
        refused(
            staged ->
                TestSnapshots.record(
                    staged,
                    "tfidf",
                    List.of(Tables.MOVIES, Tables.TAGS),
                    List.of(Tables.MOVIE_TFIDF)),
            "stale similar_movies");
    assertThat(error).hasMessageContaining("made from an earlier movie_tfidf: run similar again");
    refused(staged -> staged.starting("popularity"), "stage movie_popularity");
    refused(
        staged ->
            staged.record(
                new StageRecord(
                    "quality", "1", "t", 0, Map.of(), Map.of(), Map.of("x", Double.NaN))),
        "finite quality");
  }

  @Test
  void rollbackVerifiesAndSwitches(@TempDir Path warehouse) throws IOException {
    SnapshotStore own = store(warehouse);
    Publisher publisher = new Publisher(own, SPARK);
    String first = publisher.publish(snapshots.stage(own), run, 5, QUIET);
    String second = publisher.publish(snapshots.stage(own), run, 5, QUIET);
    Rollback rollback = new Rollback(own, SPARK);
    rollback.to(first, QUIET);
    assertThat(own.currentId()).contains(first);
    rollback.to(second, QUIET);

    Path model =
        Path.of(own.directory(first).directory().toUri().getPath())
            .resolve("models/ncf/parameters");
    Files.writeString(model, "0.1 0.3");
    assertThatThrownBy(() -> rollback.to(first, QUIET))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("models/ncf/parameters", "expected", "manifest.json");
    Files.delete(model);
    assertThatThrownBy(() -> rollback.to(first, QUIET))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("models/ncf/parameters", "missing");
    assertThatThrownBy(() -> rollback.to("20200101T000000Z-00000000", QUIET))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("expected one of");
    assertThat(own.currentId()).contains(second);

    String third = publisher.publish(snapshots.stage(own), run, 1, QUIET);
    assertThat(own.list()).hasSize(1).allMatch(summary -> summary.id().equals(third));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void truncate(Path file) {
    rewrite(file, bytes -> Arrays.copyOf(bytes, bytes.length - 10));
  }

  /** Overwrites what follows the four magic bytes; the footer stays as it is. */
  private static void damageFirstPage(Path file) {
    rewrite(
        file,
        bytes -> {
          Arrays.fill(bytes, 4, 24, (byte) 0xff);
          return bytes;
        });
  }

  private static void rewrite(Path file, UnaryOperator<byte[]> change) {
    try {
      Files.write(file, change.apply(Files.readAllBytes(file)));
      // Without Hadoop's checksum file it is Parquet itself that must notice.
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
