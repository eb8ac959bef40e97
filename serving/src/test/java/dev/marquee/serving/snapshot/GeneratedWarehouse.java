package dev.marquee.serving.snapshot;

import static java.util.Arrays.asList;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A warehouse with a published snapshot of random numbers, in files as the nightly job writes them:
 * movie ids 1, 2, ...; user ids 1, 2, .... Rows are written as they are made, so that large ones
 * fit into a small heap.
 *
 * @param movies of the catalogue
 * @param users with ratings
 * @param ratings of each user
 * @param listed movies of each nightly list, and similar movies of each movie
 * @param factors numbers in each half of the model's vectors
 * @param embedding length of the embeddings
 */
public record GeneratedWarehouse(
    int movies, int users, int ratings, int listed, int factors, int embedding) {
  private static final List<String> GENRES =
      List.of("Action", "Comedy", "Drama", "Horror", "Romance", "Thriller");
  private static final List<String> WORDS =
      List.of("Night", "River", "Stranger", "Garden", "Return", "Island", "Winter", "Letter");
  private static final long FIRST_SECOND = 1_000_000_000L;

  /** Small enough for any test. */
  public static final GeneratedWarehouse SMALL = new GeneratedWarehouse(200, 30, 20, 40, 8, 16);

  /** Writes the snapshot and publishes it; returns its id. */
  public String publish(Path folder) {
    return publish(folder, id -> {});
  }

  /** The same; what is given is told the id before others can see the snapshot. */
  public String publish(Path folder, Consumer<String> before) {
    SnapshotStore store =
        new SnapshotStore(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
    StagedSnapshot staged = store.stage();
    write(staged.directory());
    store.complete(
        staged,
        new Manifest(
            staged.id(),
            "2026-11-22T15:04:05Z",
            "1.0",
            List.of(),
            JsonNodeFactory.instance.objectNode(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of()));
    before.accept(staged.id());
    store.switchTo(staged.id());
    return staged.id();
  }

  private void write(SnapshotDirectory to) {
    Random random = new Random(movies);
    put(to, Tables.MOVIES, movies, this::movie);
    put(to, Tables.MOVIE_EMBEDDINGS, movies, id -> asList(id, "hash", unit(random, embedding)));
    put(to, Tables.MOVIE_TFIDF, movies, id -> asList(id, List.of((int) (id % 50)), List.of(1f)));
    put(
        to,
        Tables.SIMILAR_MOVIES,
        (long) movies * listed,
        row -> similar((row - 1) / listed + 1, (int) ((row - 1) % listed) + 1));
    put(to, Tables.MOVIE_POPULARITY, movies, id -> popularity(random, id));
    put(
        to,
        Tables.MOVIE_FACTORS,
        movies,
        id -> {
          List<Float> vector = vector(random, factors * 2 + 1);
          return asList(id, vector, List.of(), vector);
        });
    put(
        to,
        Tables.USER_FACTORS,
        users,
        id -> asList(id, vector(random, factors * 2 + 1), List.of()));
    pooling(to);
    put(
        to,
        Tables.RECOMMENDATIONS,
        (long) users * listed,
        row -> listed((row - 1) / listed + 1, (int) ((row - 1) % listed) + 1));
    put(to, Tables.USER_HISTORIES, users, id -> history(random, id));
  }

  private List<?> movie(long id) {
    int i = (int) id;
    return asList(
        id,
        WORDS.get(i % WORDS.size()) + " " + WORDS.get(i / WORDS.size() % WORDS.size()) + " " + id,
        1950 + i % 70,
        List.of(GENRES.get(i % GENRES.size()), GENRES.get((i + 1 + i % 3) % GENRES.size())),
        i % 5 == 0 ? null : "About " + id + ".",
        null,
        null);
  }

  private List<?> similar(long id, int rank) {
    float score = 1 - rank / (2f * listed);
    return asList(id, rank, (id - 1 + rank) % movies + 1, score, score, 0f, 1f);
  }

  private List<?> popularity(Random random, long id) {
    long count = 1 + random.nextInt(300);
    float mean = 1 + 4 * random.nextFloat();
    return asList(id, count, mean, mean, 0.5f, 1f, (float) (Math.log1p(count) / 6));
  }

  private List<?> listed(long user, int rank) {
    return asList(user, rank, (user * 31 + rank) % movies + 1, 1 - rank / (2f * listed));
  }

  private List<?> history(Random random, long user) {
    List<Long> ids = new ArrayList<>();
    List<Float> stars = new ArrayList<>();
    List<Long> timestamps = new ArrayList<>();
    int step = Math.max(1, movies / ratings);
    for (int i = 0; i < ratings; i++) {
      ids.add((user * 7 + (long) i * step) % movies + 1);
      stars.add((1 + random.nextInt(10)) / 2f);
      timestamps.add(FIRST_SECOND + i);
    }
    return asList(user, ids, stars, timestamps);
  }

  private void pooling(SnapshotDirectory to) {
    List<Float> zeros = Collections.nCopies(factors, 0f);
    put(
        to,
        Tables.NCF_POOLING,
        List.of(
            asList(0, "linear", factors, 0.1f, 10f, 0.1f, 3.5f, 1, List.of(), zeros),
            asList(1, "gmf", factors, 0.1f, 10f, 0.1f, 3.5f, 1, List.of(), zeros),
            asList(2, "bias", 1, 1f, 1f, 0f, 0f, 1, List.of(), List.of(1f))));
    put(
        to,
        Tables.NCF_LAYERS,
        List.of(
            asList(
                0,
                "output",
                factors * 2 + 1,
                1,
                Collections.nCopies(factors * 2 + 1, 1f),
                List.of(0f),
                "sigmoid",
                null)));
  }

  private static List<Float> vector(Random random, int length) {
    return IntStream.range(0, length).mapToObj(i -> (float) (0.3 * random.nextGaussian())).toList();
  }

  private static List<Float> unit(Random random, int length) {
    List<Float> vector = vector(random, length);
    double norm = Math.sqrt(vector.stream().mapToDouble(each -> (double) each * each).sum());
    return vector.stream().map(each -> (float) (each / norm)).toList();
  }

  /** One row for each number from 1. */
  private static void put(SnapshotDirectory to, Table table, long rows, LongFunction<List<?>> row) {
    Stream<List<?>> stream = LongStream.rangeClosed(1, rows).mapToObj(row);
    put(to, table, stream::iterator);
  }

  private static void put(SnapshotDirectory to, Table table, Iterable<? extends List<?>> rows) {
    ParquetFixture.write(
        to, table, table.columns(), "a.parquet", CompressionCodecName.SNAPPY, rows);
  }
}
