package dev.marquee.serving.snapshot;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.Column;
import dev.marquee.data.ColumnType;
import dev.marquee.data.FittedWeights;
import dev.marquee.data.PoolingBlock;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.serving.bench.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {
  @TempDir java.nio.file.Path folder;

  private SnapshotDirectory snapshot;

  @BeforeEach
  void write() {
    snapshot = new SnapshotDirectory("s", new Path(folder.toUri()));
    ThreeMovies.write(snapshot, CompressionCodecName.SNAPPY);
  }

  private void put(Table table, String file, List<?>... rows) {
    ParquetRows.write(snapshot, table, file, List.of(rows));
  }

  private void replace(Table table, List<?>... rows) throws IOException {
    remove(table);
    put(table, "other.parquet", rows);
  }

  private void remove(Table table) throws IOException {
    java.nio.file.Path tableFolder = folder.resolve(table.name());
    try (var files = Files.list(tableFolder)) {
      for (java.nio.file.Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Snapshot read() {
    return SnapshotReader.read(snapshot, new Configuration());
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFault() {
    return assertThatThrownBy(this::read).isInstanceOf(UserError.class);
  }

  @Test
  void everyTableIsInTheOrderOfTheMovies() {
    Snapshot read = read();

    Movies movies = read.movies();
    assertThat(movies.size()).isEqualTo(3);
    assertThat(List.of(movies.id(0), movies.id(1), movies.id(2))).containsExactly(1L, 2L, 3L);
    assertThat(movies.title(2)).isEqualTo("Three");
    assertThat(movies.year(2)).isEmpty();
    assertThat(movies.year(0)).hasValue(1991);
    assertThat(movies.genres(0)).containsExactly("Drama", "War");
    assertThat(movies.genres(2)).isEmpty();
    assertThat(movies.overview(0)).contains("First.");
    assertThat(movies.overview(1)).isEmpty();
    assertThat(movies.isTagged(2)).isTrue();
    assertThat(movies.isTagged(0)).isFalse();
    assertThat(movies.genreBit("drama")).isEqualTo(1);
    assertThat(movies.rowOf(4)).isNegative();
    assertThat(read.embeddings().values()).containsExactly(1, 0, 0.6f, 0.8f, 0, 1);
    assertThat(read.tfidf().offsets()).containsExactly(0, 2, 3, 3);
    assertThat(read.tfidf().indices()).containsExactly(0, 4, 4);
    assertThat(read.tfidf().columns()).isEqualTo(5);
    assertThat(read.similar().movie(read.similar().from(0))).isEqualTo(1);
    assertThat(read.similar().score(read.similar().from(0) + 1)).isEqualTo(0.1f);
    assertThat(read.similar().from(2)).isEqualTo(read.similar().to(2));
    assertThat(read.popularity().score(2)).isEqualTo(0.3f);
    assertThat(read.popularity().meanRating(2)).isNaN();
    assertThat(read.popularity().ratingCount(0)).isEqualTo(9);
    assertThat(read.ncf().movieGmf().values()).containsExactly(1, 2, 3);
    assertThat(read.ncf().movieHistory().values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(read.ncf().userMlp().row(0)).containsExactly(8, 9);
    assertThat(read.ncf().pooling().length()).isEqualTo(3);
    PoolingBlock gmf = read.ncf().pooling().blocks().get(0);
    // (.5 + .5 / e) (1 + .25 * 2) one rating ago times 20
    assertThat(gmf.weight(5, 20)).isEqualTo((0.5 + 0.5 / Math.E) * 1.5, within(1e-6));
    assertThat(gmf.shrinkage()).containsExactly(4);
    assertThat(gmf.base()).containsExactly(0.5f);
    PoolingBlock mlp = read.ncf().pooling().blocks().get(1);
    assertThat(mlp.name()).isEqualTo("mlp");
    assertThat(mlp.heads()).isEqualTo(2);
    assertThat(mlp.queries()).containsExactly(0.1f, 0.2f);
    assertThat(read.fittedWeights()).isEmpty();
    assertThat(read.ncf().layers()).extracting(NcfLayer::name).containsExactly("mlp_1", "output");
    assertThat(read.nightly().lists().movie(0)).isEqualTo(1);
    assertThat(read.histories().movie(0)).isEqualTo(2);
    assertThat(read.histories().rating(1)).isEqualTo(5f);
    assertThat(read.histories().timestamp(1)).isEqualTo(200);
    // Titles and overviews are counted with their characters and 56 bytes each.
    assertThat(read.bytesPerMovie()).isBetween(100.0, 300.0);
    // Factors 3 floats, three ids, a list of 1 and offsets, two ratings and offsets.
    assertThat(read.bytesPerUser()).isEqualTo(12 + 24 + (8 + 8) + (32 + 8));
  }

  @Test
  void aMissingTableOrColumnIsNamed() throws IOException {
    remove(Tables.MOVIE_TFIDF);
    assertFault().hasMessageContaining("movie_tfidf").hasMessageContaining("no Parquet file");

    List<Column> less = Tables.MOVIE_TFIDF.columns().subList(0, 2);
    ParquetRows.write(snapshot, Tables.MOVIE_TFIDF, less, "x.parquet", List.of());
    assertFault().hasMessageContaining("movie_tfidf").hasMessageContaining("no column values");
  }

  private static List<Column> without(Table table, String name) {
    return table.columns().stream().filter(column -> !column.name().equals(name)).toList();
  }

  /** A snapshot may be older than a column. */
  @Test
  void aColumnThatMayBeNullMayBeMissing() throws IOException {
    remove(Tables.NCF_POOLING);
    ParquetRows.write(
        snapshot,
        Tables.NCF_POOLING,
        without(Tables.NCF_POOLING, Tables.NCF_POOLING.shrinkage),
        "a.parquet",
        List.of(
            List.of(0, "gmf", 1, 1f, 1f, 0f, 0f, 1, List.of(), List.of(0f)),
            List.of(1, "mlp", 2, 1f, 1f, 0f, 0f, 1, List.of(), List.of(0f, 0f))));
    remove(Tables.MOVIES);
    ParquetRows.write(
        snapshot,
        Tables.MOVIES,
        without(Tables.MOVIES, Tables.MOVIES.year),
        "a.parquet",
        List.of(
            asList(1L, "One", List.of("Drama"), null, null, null),
            asList(2L, "Two", List.of(), null, null, null),
            asList(3L, "Three", List.of(), null, null, null)));

    Snapshot read = read();

    assertThat(read.ncf().pooling().blocks()).allMatch(block -> block.shrinkage().length == 0);
    assertThat(read.movies().year(0)).isEmpty();
    assertThat(read.movies().year(2)).isEmpty();
  }

  @Test
  void anotherTypeIsNamed() throws IOException {
    remove(Tables.MOVIE_POPULARITY);
    List<Column> columns = new ArrayList<>(Tables.MOVIE_POPULARITY.columns());
    columns.set(6, new Column("score", ColumnType.STRING, false, ""));
    ParquetRows.write(snapshot, Tables.MOVIE_POPULARITY, columns, "x.parquet", List.of());
    assertFault()
        .hasMessageContaining("column score of table movie_popularity is BINARY, expected FLOAT");
  }

  @Test
  void vectorsOfDifferentLengthAreRefused() throws IOException {
    replace(
        Tables.MOVIE_EMBEDDINGS,
        List.of(1L, "a", List.of(1f, 0f)),
        List.of(2L, "b", List.of(1f)),
        List.of(3L, "c", List.of(0f, 1f)));
    assertFault()
        .hasMessageContaining("embedding of table movie_embeddings")
        .hasMessageContaining("length 1, expected 2");
  }

  @Test
  void unknownMissingAndRepeatedMoviesAreNamed() throws IOException {
    replace(Tables.RECOMMENDATIONS, List.of(7L, 1, 44L, 0.9f));
    assertFault().hasMessageContaining("recommendations").hasMessageContaining("44 is unknown");
    replace(Tables.RECOMMENDATIONS, List.of(7L, 2, 1L, 0.9f));
    assertFault().hasMessageContaining("recommendations").hasMessageContaining("each rank once");

    replace(Tables.MOVIE_FACTORS, List.of(2L, List.of(2f), List.of(20f), List.of(1f, 2f, 3f)));
    assertFault().hasMessageContaining("movie_factors").hasMessageContaining("1 of movies has no");
    put(
        Tables.MOVIE_FACTORS,
        "more.parquet",
        List.of(2L, List.of(2f), List.of(20f), List.of(1f, 2f, 3f)));
    assertFault().hasMessageContaining("movie_factors").hasMessageContaining("more than one row");
  }

  @Test
  void aNullWhereTheContractAllowsNoneIsRefused() throws IOException {
    replace(Tables.RECOMMENDATIONS, asList(7L, 1, 2L, null));
    assertFault().hasMessageContaining("column score of table recommendations is null");
    replace(Tables.RECOMMENDATIONS, List.of(7L, 1, 2L, 0.9f));
    replace(
        Tables.USER_HISTORIES, asList(7L, asList(1L, null), List.of(4f, 5f), List.of(100L, 200L)));
    assertFault().hasMessageContaining("column movieIds of table user_histories is null");
  }

  @Test
  void layersThatDoNotFitAreNamed() throws IOException {
    replace(
        Tables.NCF_LAYERS,
        asList(0, "mlp_1", 4, 1, List.of(1f, 2f, 3f, 4f), List.of(0f), "relu", null),
        asList(1, "output", 2, 1, List.of(1f, 2f), List.of(0f), "sigmoid", null));
    assertFault().hasMessageContaining("inputSize of ncf_layers mlp_1 is 4, expected 3");
  }

  @Test
  void vectorsThatDoNotFitTogetherAreNamed() throws IOException {
    replace(Tables.USER_FACTORS, List.of(7L, List.of(7f, 7f), List.of(8f, 9f)));
    assertFault().hasMessageContaining("length of user_factors.gmf is 2, expected 1");
    replace(Tables.USER_FACTORS, List.of(7L, List.of(7f), List.of(8f)));
    assertFault().hasMessageContaining("length of user_factors.mlp is 1, expected 2");

    replace(
        Tables.NCF_POOLING,
        List.of(0, "gmf", 1, 1f, 1f, 0f, 0f, 1, List.of(), List.of(), List.of(0f)));
    assertFault()
        .hasMessageContaining("length of the blocks of ncf_pooling together is 1, expected 3");
    replace(
        Tables.NCF_POOLING,
        List.of(0, "gmf", 3, 1f, 1f, 0f, 0f, 2, List.of(), List.of(), List.of(0f, 0f, 0f)));
    assertFault().hasMessageContaining("ncf_pooling").hasMessageContaining("block gmf has heads 2");
    replace(
        Tables.NCF_POOLING,
        List.of(1, "gmf", 3, 1f, 1f, 0f, 0f, 1, List.of(), List.of(), List.of(0f, 0f, 0f)));
    assertFault().hasMessageContaining("ncf_pooling").hasMessageContaining("positions run from 0");

    replace(
        Tables.MOVIE_FACTORS,
        List.of(1L, List.of(1f), List.of(10f), List.of(1f, 2f, 3f)),
        List.of(2L, List.of(1f), List.of(10f), List.of(1f, 2f)),
        List.of(3L, List.of(1f), List.of(10f), List.of(1f, 2f, 3f)));
    assertFault()
        .hasMessageContaining("history of table movie_factors")
        .hasMessageContaining("length 2, expected 3");
  }

  @Test
  void aModelMayBeWithoutMlp() throws IOException {
    replace(Tables.USER_FACTORS, List.of(7L, List.of(7f), List.of()));
    replace(
        Tables.MOVIE_FACTORS,
        List.of(1L, List.of(1f), List.of(), List.of(1f)),
        List.of(2L, List.of(2f), List.of(), List.of(4f)),
        List.of(3L, List.of(3f), List.of(), List.of(7f)));
    replace(
        Tables.NCF_POOLING,
        List.of(0, "gmf", 1, 1f, 1f, 0f, 0f, 1, List.of(), List.of(), List.of(0f)));
    assertFault().hasMessageContaining("inputSize of ncf_layers mlp_1 is 3, expected 0");

    replace(
        Tables.NCF_LAYERS, asList(0, "output", 1, 1, List.of(1f), List.of(0f), "sigmoid", null));
    NcfFactors ncf = read().ncf();
    assertThat(ncf.movieMlp().dimension()).isZero();
    assertThat(ncf.userMlpLength()).isZero();
    assertThat(ncf.userMlp().row(0)).isEmpty();
    assertThat(ncf.layers()).hasSize(1);

    replace(Tables.USER_FACTORS, List.of(7L, List.of(7f), List.of(8f)));
    assertFault().hasMessageContaining("length of user_factors.mlp is 1, expected 0");
  }

  @Test
  void usersWhoseVectorsTheirHistoriesGiveHaveNoneStored() throws IOException {
    replace(
        Tables.MOVIE_FACTORS,
        List.of(1L, List.of(1f), List.of(), List.of(1f)),
        List.of(2L, List.of(2f), List.of(), List.of(4f)),
        List.of(3L, List.of(3f), List.of(), List.of(7f)));
    replace(
        Tables.NCF_POOLING,
        List.of(0, "gmf", 1, 1f, 1f, 0f, 0f, 1, List.of(), List.of(), List.of(0f)));
    replace(
        Tables.NCF_LAYERS, asList(0, "output", 1, 1, List.of(1f), List.of(0f), "sigmoid", null));
    float pooled = pooled();

    replace(Tables.USER_FACTORS, List.of(7L, List.of(pooled), List.of()));
    assertThat(read().ncf().userIds().size()).isZero();

    replace(Tables.USER_FACTORS, List.of(7L, List.of(1.01f * pooled), List.of()));
    assertThat(read().ncf().userGmf().row(0)).containsExactly(1.01f * pooled);
  }

  /** What the history of user 7 gives. */
  private float pooled() throws IOException {
    replace(Tables.USER_FACTORS, List.of(7L, List.of(-1f), List.of()));
    Snapshot snapshot = read();
    return snapshot
        .ncf()
        .pooling()
        .pool(
            snapshot.ncf().movieHistory().values(),
            snapshot.histories().moviesOf(0),
            snapshot.histories().ratingsOf(0),
            2)[0];
  }

  @Test
  void fittedWeightsAreReadWhereThereAreSome() throws IOException {
    java.nio.file.Path file = folder.resolve("models/weights/proposal.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"version": 1, "objective": "nDCG@10", "buckets": [
          {"minRatings": 0, "weights": {"content": 0.6, "collaborative": 0.3, "popularity": 0.1},
           "users": 4}]}
        """);
    assertThat(read().fittedWeights().orElseThrow().buckets())
        .containsExactly(new FittedWeights.Bucket(0, new FittedWeights.Weights(0.6, 0.3, 0.1)));

    Files.writeString(file, "{");
    assertFault().hasMessageContaining("proposal.json cannot be read");
  }

  @Test
  void aWarehouseWithoutSnapshotSaysWhatToDo() {
    SnapshotStore store = new SnapshotStore(new Path(folder.toUri()), new Configuration());
    assertThatThrownBy(() -> SnapshotReader.readCurrent(store, new Configuration()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no published snapshot");
  }
}
