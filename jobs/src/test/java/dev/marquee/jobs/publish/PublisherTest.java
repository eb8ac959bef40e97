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

  /** Stages a snapshot with faults: publishing must fail with exactly these checks. */
  private static ChecksFailed refused(Consumer<StagedSnapshot> faults, String... checks) {
    StagedSnapshot staged = snapshots.stage(store);
    faults.accept(staged);
    ChecksFailed error =
        assertThrows(
            ChecksFailed.class, () -> new Publisher(store, SPARK).publish(staged, run, 5, QUIET));
    assertThat(error.failures().stream().map(failure -> failure.check() + " " + failure.table()))
        .as("%s", error.failures())
        .containsExactlyInAnyOrder(checks);
    assertThat(error)
        .hasMessageContainingAll("not published", "CURRENT stays", error.failures().get(0).check())
        .message()
        .doesNotContain("\n");
    assertThat(store.currentId()).contains(published);
    store.removeStaged();
    return error;
  }

  private static void change(StagedSnapshot staged, Table table, Consumer<List<Row>> fault) {
    List<Row> rows = rows(table);
    fault.accept(rows);
    snapshots.replace(staged, table, rows);
  }

  private static String example(ChecksFailed error, String check, Table table) {
    return error.failures().stream()
        .filter(failure -> failure.check().equals(check) && failure.table().equals(table.name()))
        .findFirst()
        .orElseThrow()
        .example();
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
  void nullsAndWhatIsNotFinite() {
    ChecksFailed error =
        refused(
            staged -> {
              change(
                  staged, Tables.RECOMMENDATIONS, rows -> rows.set(0, row(7L, 1, 4L, Float.NaN)));
              change(
                  staged,
                  Tables.USER_FACTORS,
                  rows ->
                      rows.set(
                          0, row(7L, List.of(1f, Float.NEGATIVE_INFINITY), List.of(1f, 2f, 3f))));
              change(
                  staged,
                  Tables.MOVIE_EMBEDDINGS,
                  rows -> rows.set(1, row(2L, "b", List.of(0.6f, Float.NaN))));
              change(
                  staged,
                  Tables.MOVIES,
                  rows -> {
                    rows.set(0, row(1L, null, 1991, List.of(), null, null, null));
                    rows.set(1, row(2L, "Two", 1, Arrays.asList("a", null), null, null, null));
                  });
              change(
                  staged,
                  Tables.MOVIE_FACTORS,
                  rows ->
                      rows.set(
                          0,
                          row(
                              1L,
                              Arrays.asList(1f, null),
                              List.of(0f, 1f, 2f),
                              List.of(5f, 4f, 3f, 2f, 1f))));
            },
            "finite recommendations",
            "finite user_factors",
            "finite movie_embeddings",
            // NaN has no distance to 1 that is small, either.
            "unit-length movie_embeddings",
            "required movies",
            "required movies",
            "required movie_factors");
    assertThat(example(error, "finite", Tables.RECOMMENDATIONS))
        .isEqualTo("userId 7, rank 1: score is NaN or infinite");
    assertThat(example(error, "required", Tables.MOVIES)).isEqualTo("movieId 1: title is null");
    assertThat(error).hasMessageContaining("and 2 more");
  }

  @Test
  void vectorsAndArrays() {
    ChecksFailed error =
        refused(
            staged -> {
              change(
                  staged,
                  Tables.MOVIE_EMBEDDINGS,
                  rows -> {
                    rows.set(1, row(2L, "b", List.of(0f, 1.01f)));
                    rows.set(2, row(3L, "c", List.of(0f, 1f, 0f)));
                  });
              change(
                  staged,
                  Tables.MOVIE_TFIDF,
                  rows -> {
                    rows.set(0, row(1L, List.of(3, 0), List.of(0.6f, 0.8f)));
                    rows.set(1, row(2L, List.of(3, 4), List.of(1f)));
                  });
              change(
                  staged,
                  Tables.USER_FACTORS,
                  rows -> {
                    rows.set(0, row(7L, List.of(1f), List.of(1f, 2f, 3f)));
                    rows.set(1, row(9L, List.of(1f), List.of(1f, 2f, 3f)));
                  });
              change(
                  staged,
                  Tables.NCF_LAYERS,
                  rows ->
                      rows.set(
                          1, row(2, "output", 3, 1, List.of(1f), List.of(0f), "sigmoid", null)));
              change(
                  staged,
                  Tables.NCF_POOLING,
                  rows ->
                      rows.set(
                          1,
                          row(
                              3,
                              "mlp",
                              3,
                              1f,
                              1f,
                              0f,
                              3.5f,
                              1,
                              List.of(),
                              List.of(1f),
                              List.of(0f, 0f, 0f))));
              change(
                  staged,
                  Tables.USER_HISTORIES,
                  rows -> rows.set(1, row(9L, List.of(3L), List.of(3f, 4f), List.of(150L))));
            },
            "unit-length movie_embeddings",
            "vector-length movie_embeddings",
            "aligned movie_tfidf",
            "aligned movie_tfidf",
            "vector-length movie_factors",
            // The history fills a user's two vectors, of which one is too short.
            "vector-length movie_factors",
            "aligned ncf_layers",
            "ranks ncf_layers",
            "aligned ncf_pooling",
            "ranks ncf_pooling",
            "aligned user_histories");
    assertThat(example(error, "unit-length", Tables.MOVIE_EMBEDDINGS)).startsWith("movieId 2:");
    assertThat(example(error, "vector-length", Tables.MOVIE_FACTORS))
        .isEqualTo("gmf has 2 elements, expected the 1 of user_factors");
    assertThat(example(error, "ranks", Tables.NCF_LAYERS)).contains("[0, 2]");
  }

  @Test
  void duplicateKeysAndDanglingMovies() {
    ChecksFailed error =
        refused(
            staged -> {
              change(staged, Tables.RATINGS, rows -> rows.add(row(7L, 1L, 2f, 300L)));
              change(staged, Tables.MOVIES, rows -> rows.add(rows.get(0)));
              change(staged, Tables.MOVIE_TFIDF, rows -> rows.remove(3));
              change(
                  staged,
                  Tables.SIMILAR_MOVIES,
                  rows -> {
                    rows.set(0, row(1L, 1, 3L, 0.8f, 0.6f, 0.8f, 1.2f));
                    rows.set(2, row(2L, 2, 99L, 0f, 0f, 0f, 1f));
                    rows.add(row(4L, 1, 4L, 0f, 0f, 0f, 1f));
                  });
              change(
                  staged,
                  Tables.USER_FACTORS,
                  rows -> rows.set(0, row(8L, List.of(1f, 2f), List.of(1f, 2f, 3f))));
            },
            "unique-key ratings",
            "user-histories user_histories",
            "unique-key movies",
            "row-count movie_tfidf",
            "unique-key similar_movies",
            "reference similar_movies",
            "ranks similar_movies",
            "similar-itself similar_movies",
            "row-count user_factors",
            "reference user_factors");
    assertThat(example(error, "reference", Tables.SIMILAR_MOVIES))
        .isEqualTo("similarMovieId 99 is not in movies");
    assertThat(example(error, "unique-key", Tables.RATINGS))
        .isEqualTo("userId 7 has movieId 1 more than once");
  }

  @Test
  void seenMoviesInListsAndGaps() {
    ChecksFailed error =
        refused(
            staged -> {
              change(
                  staged,
                  Tables.RECOMMENDATIONS,
                  rows -> {
                    rows.set(1, row(7L, 2, 1L, 0.8f));
                    rows.set(3, row(9L, 3, 2L, 0.6f));
                  });
              change(
                  staged,
                  Tables.USER_HISTORIES,
                  rows -> rows.set(0, row(7L, List.of(1L), List.of(4f), List.of(100L))));
            },
            "unseen recommendations",
            "ranks recommendations",
            "unique-key recommendations",
            "user-histories user_histories");
    assertThat(example(error, "unseen", Tables.RECOMMENDATIONS))
        .isEqualTo("userId 7 has rated movieId 1 of the list");
    assertThat(example(error, "ranks", Tables.RECOMMENDATIONS)).startsWith("userId 9");
    assertThat(example(error, "user-histories", Tables.USER_HISTORIES))
        .isEqualTo("userId 7: movieId 2 is not as in ratings");
  }

  @Test
  void missingUsersAndLostRows() {
    ChecksFailed error =
        refused(
            staged -> {
              change(staged, Tables.RECOMMENDATIONS, rows -> rows.subList(2, 4).clear());
              change(staged, Tables.USER_HISTORIES, rows -> rows.remove(0));
              change(staged, Tables.NCF_LAYERS, List::clear);
              change(staged, Tables.NCF_POOLING, List::clear);
              List<StageRecord> records = staged.records();
              change(staged, Tables.TAGS, List::clear);
              records.forEach(staged::record);
            },
            "user-lists recommendations",
            "user-histories user_histories",
            "row-count ncf_layers",
            "row-count ncf_pooling",
            "row-count tags");
    assertThat(example(error, "user-lists", Tables.RECOMMENDATIONS))
        .isEqualTo("userId 9 has no list");
    assertThat(example(error, "row-count", Tables.TAGS))
        .isEqualTo("it holds 0 rows, stage ingest wrote 1");
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
  void missingTruncatedAndMistypedFiles() {
    StructType wrong =
        new StructType(
            Arrays.stream(TestSnapshots.schema(Tables.RATINGS).fields())
                .map(
                    field ->
                        field.name().equals(Tables.RATINGS.rating)
                            ? DataTypes.createStructField(field.name(), DataTypes.DoubleType, true)
                            : field)
                .toArray(StructField[]::new));
    ChecksFailed error =
        refused(
            staged -> {
              snapshots.replace(staged, Tables.RATINGS, wrong, List.of(row(7L, 1L, 4.0, 100L)));
              StructType other = TestSnapshots.schema(Tables.RATINGS);
              snapshots.replace(staged, Tables.USER_FACTORS, other, List.of());
              delete(TestSnapshots.parquetFile(staged, Tables.TAGS));
              truncate(TestSnapshots.parquetFile(staged, Tables.MOVIES));
            },
            "schema ratings",
            "schema user_factors",
            "files tags",
            "schema movies");
    assertThat(example(error, "schema", Tables.RATINGS))
        .contains("ratings/part-", "rating has type", "double", "expected FLOAT");
    assertThat(example(error, "schema", Tables.USER_FACTORS))
        .contains("expected [userId, gmf, mlp]");
    assertThat(example(error, "schema", Tables.MOVIES))
        .contains("movies/part-", "no readable Parquet file");
  }

  @Test
  void aDamagedPage() {
    ChecksFailed error =
        refused(
            staged -> damageFirstPage(TestSnapshots.parquetFile(staged, Tables.RATINGS)),
            "files ratings");
    assertThat(error).hasMessageContainingAll("ratings/part-", ".parquet cannot be read");
  }

  @Test
  void stagesThatWereRunAgainOrNotAtAll() {
    ChecksFailed error =
        refused(
            staged -> {
              TestSnapshots.record(
                  staged,
                  "tfidf",
                  List.of(Tables.MOVIES, Tables.TAGS),
                  List.of(Tables.MOVIE_TFIDF));
              staged.starting("popularity");
              Map<String, Double> metrics = Map.of("x", Double.NaN);
              staged.record(new StageRecord("quality", "1", "t", 0, Map.of(), Map.of(), metrics));
            },
            "stale similar_movies",
            "stale user_factors",
            "stale movie_factors",
            "stale ncf_layers",
            "stale ncf_pooling",
            "stale user_histories",
            "stale recommendations",
            "stage movie_popularity",
            "finite quality");
    assertThat(error).hasMessageContaining("made from an earlier movie_tfidf: run similar again");
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
