package dev.marquee.serving.bench;

import static java.util.Arrays.asList;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.marquee.data.HistoryPooling;
import dev.marquee.data.Manifest;
import dev.marquee.data.PoolingBlock;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A warehouse with a published snapshot of random numbers, in files as the nightly job writes them:
 * movie ids 1, 2, ...; user ids 1, 2, .... The same sizes give the same numbers. Rows are written
 * as they are made; beside them, the movies' history vectors are in memory.
 *
 * @param movies of the catalogue
 * @param users with ratings
 * @param ratings of each user
 * @param listed movies of each nightly list
 * @param similar movies of each movie
 * @param terms of each movie's TF-IDF vector
 * @param factors numbers in each half of the model's vectors
 * @param embedding length of the embeddings
 */
public record GeneratedWarehouse(
    int movies,
    int users,
    int ratings,
    int listed,
    int similar,
    int terms,
    int factors,
    int embedding) {
  private static final List<String> GENRES =
      List.of("Action", "Comedy", "Drama", "Horror", "Romance", "Thriller");
  private static final List<String> WORDS =
      List.of(
          "Night",
          "River",
          "Stranger",
          "Garden",
          "Return",
          "Island",
          "Winter",
          "Love & <b>Letters</b>");
  private static final long FIRST_SECOND = 1_000_000_000L;
  private static final int VOCABULARY = 4096;

  /** Every fourth movie has a tag. */
  private static final int TAGGED = 4;

  /** Small enough for any test. */
  public static final GeneratedWarehouse SMALL =
      new GeneratedWarehouse(200, 30, 20, 40, 40, 5, 8, 16);

  /** Refuses what is too small to be told apart. */
  public GeneratedWarehouse {
    if (movies < 10 || users < 1) {
      throw new IllegalArgumentException(
          "%d movies and %d users, expected at least 10 and 1".formatted(movies, users));
    }
  }

  /**
   * A warehouse in the nightly job's usual sizes: 150 ratings a user, lists of 200, 50 similar
   * movies, 30 terms, vectors of 256 linear numbers, 256 learned ones and the bias.
   */
  public static GeneratedWarehouse of(int movies, int users) {
    int half = movies / 2;
    return new GeneratedWarehouse(
        movies, users, Math.min(150, half), Math.min(200, half), Math.min(50, half), 30, 256, 256);
  }

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
    put(to, Tables.TAGS, movies / TAGGED, row -> asList(1L, row * TAGGED, "quiet", FIRST_SECOND));
    put(to, Tables.MOVIE_EMBEDDINGS, movies, id -> asList(id, "hash", unit(random)));
    put(to, Tables.MOVIE_TFIDF, movies, id -> tfidf(random, id));
    put(
        to,
        Tables.SIMILAR_MOVIES,
        (long) movies * similar,
        row -> similar((row - 1) / similar + 1, (int) ((row - 1) % similar) + 1));
    put(to, Tables.MOVIE_POPULARITY, movies, id -> popularity(random, id));
    int length = factors * 2 + 1;
    float[] vectors = new float[movies * length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) (0.3 * random.nextGaussian());
    }
    put(
        to,
        Tables.MOVIE_FACTORS,
        movies,
        id -> {
          List<Float> vector = list(vectors, (int) (id - 1) * length, length);
          return asList(id, vector, List.of(), vector);
        });
    HistoryPooling pooling = pooling(to);
    put(
        to,
        Tables.USER_FACTORS,
        users,
        id -> {
          float[] user = pooling.pool(vectors, rated(id), stars(id), ratings);
          return asList(id, list(user, 0, length), List.of());
        });
    put(
        to,
        Tables.RECOMMENDATIONS,
        (long) users * listed,
        row -> listed((row - 1) / listed + 1, (int) ((row - 1) % listed) + 1));
    put(to, Tables.USER_HISTORIES, users, this::history);
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

  private List<?> tfidf(Random random, long id) {
    List<Integer> indices =
        random.ints(0, VOCABULARY).distinct().limit(terms).sorted().boxed().toList();
    return asList(id, indices, Collections.nCopies(terms, (float) Math.sqrt(1.0 / terms)));
  }

  private List<?> similar(long id, int rank) {
    float score = 1 - rank / (2f * similar);
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

  private List<?> history(long user) {
    return asList(
        user,
        IntStream.of(rated(user)).mapToObj(movie -> (long) movie + 1).toList(),
        list(stars(user), 0, ratings),
        LongStream.range(0, ratings).map(i -> FIRST_SECOND + i).boxed().toList());
  }

  /** Rows of the movies that a user rated. */
  private int[] rated(long user) {
    int step = Math.max(1, movies / ratings);
    return IntStream.range(0, ratings)
        .map(i -> (int) ((user * 7 + (long) i * step) % movies))
        .toArray();
  }

  private float[] stars(long user) {
    Random random = new Random(user);
    float[] stars = new float[ratings];
    for (int i = 0; i < ratings; i++) {
      stars[i] = (1 + random.nextInt(10)) / 2f;
    }
    return stars;
  }

  private HistoryPooling pooling(SnapshotDirectory to) {
    float[] none = new float[0];
    float[] zeros = new float[factors];
    List<PoolingBlock> blocks =
        List.of(
            new PoolingBlock("linear", factors, 0.1f, 10, 0.1f, 3.5f, 1, none, none, zeros),
            new PoolingBlock("gmf", factors, 0.1f, 10, 0.1f, 3.5f, 1, none, none, zeros),
            new PoolingBlock("bias", 1, 1, 1, 0, 0, 1, none, none, new float[] {1}));
    put(to, Tables.NCF_POOLING, blocks.size(), row -> pooling((int) row - 1, blocks));
    put(
        to,
        Tables.NCF_LAYERS,
        1,
        row ->
            asList(
                0,
                "output",
                factors * 2 + 1,
                1,
                Collections.nCopies(factors * 2 + 1, 1f),
                List.of(0f),
                "sigmoid",
                null));
    return new HistoryPooling(blocks);
  }

  private static List<?> pooling(int position, List<PoolingBlock> blocks) {
    PoolingBlock block = blocks.get(position);
    return asList(
        position,
        block.name(),
        block.size(),
        block.recencyFloor(),
        block.recencyScale(),
        block.ratingSlope(),
        block.neutralRating(),
        block.heads(),
        List.of(),
        List.of(),
        list(block.base(), 0, block.size()));
  }

  private List<Float> unit(Random random) {
    double[] vector = random.doubles(embedding, -1, 1).toArray();
    double norm = Math.sqrt(DoubleStream.of(vector).map(each -> each * each).sum());
    return DoubleStream.of(vector).mapToObj(each -> (float) (each / norm)).toList();
  }

  private static List<Float> list(float[] values, int from, int length) {
    return IntStream.range(from, from + length).mapToObj(i -> values[i]).toList();
  }

  /** One row for each number from 1. */
  private static void put(SnapshotDirectory to, Table table, long rows, LongFunction<List<?>> row) {
    Stream<List<?>> stream = LongStream.rangeClosed(1, rows).mapToObj(row);
    ParquetRows.write(
        to,
        table,
        table.columns(),
        "a.parquet",
        CompressionCodecName.SNAPPY,
        (Iterable<List<?>>) stream::iterator);
  }
}
