package dev.marquee.serving.recommend;

import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.Ids;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.NcfLayer;
import dev.marquee.serving.snapshot.Popularity;
import dev.marquee.serving.snapshot.RankedLists;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SparseVectors;
import dev.marquee.serving.snapshot.UserHistories;
import dev.marquee.serving.snapshot.UserLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A snapshot of random numbers in the sizes of a real one: movie ids 1, 2, ...; user ids 1, 2, ...;
 * embeddings of 256, 30 TF-IDF terms, GMF vectors of 256 linear numbers, 256 learned ones and the
 * bias, 50 similar movies, nightly lists of 200; where training kept the MLP, its vectors of 256
 * and layers 256-128-64.
 */
final class SyntheticSnapshot {
  private static final int LINEAR = 256;
  private static final int LEARNED = 256;
  private static final int GMF = LINEAR + LEARNED + 1;
  private static final int GENRES = 19;

  private final Random random;
  private final int movies;
  private final int users;
  private final int mlp;

  private SyntheticSnapshot(int movies, int users, long seed, boolean hasMlp) {
    mlp = hasMlp ? LEARNED : 0;
    this.movies = movies;
    this.users = users;
    random = new Random(seed);
  }

  /**
   * A snapshot with so many movies and users, the same for the same seed.
   *
   * @param hasMlp whether the NCF model has its MLP branch
   */
  static Snapshot of(int movies, int users, long seed, boolean hasMlp) {
    return new SyntheticSnapshot(movies, users, seed, hasMlp).build();
  }

  private Snapshot build() {
    Ids movieIds = new Ids(LongStream.rangeClosed(1, movies).toArray());
    Ids userIds = new Ids(LongStream.rangeClosed(1, users).toArray());
    String[] titles = new String[movies];
    int[] years = new int[movies];
    long[] genres = new long[movies];
    for (int movie = 0; movie < movies; movie++) {
      titles[movie] = "Movie " + movieIds.at(movie);
      years[movie] = 1950 + random.nextInt(70);
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        genres[movie] |= 1L << random.nextInt(GENRES);
      }
    }
    List<String> genreNames =
        IntStream.range(0, GENRES).mapToObj(genre -> "Genre " + (char) ('A' + genre)).toList();
    return new Snapshot(
        "synthetic",
        new Movies(movieIds, titles, years, genres, new String[movies], new BitSet(), genreNames),
        unitVectors(movies, 256),
        tfidf(),
        lists(movies, 50),
        popularity(),
        new NcfFactors(
            vectors(movies, GMF),
            vectors(movies, mlp),
            withBias(vectors(movies, GMF + mlp), 0),
            userIds,
            withBias(vectors(users, GMF), 1),
            vectors(users, mlp),
            pooling(),
            layers()),
        new UserLists(userIds, lists(users, Math.min(200, movies))),
        histories(userIds),
        Optional.empty());
  }

  private DenseVectors vectors(int rows, int dimension) {
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return new DenseVectors(values, rows, dimension);
  }

  /** Sets the users' side of the bias. */
  private static DenseVectors withBias(DenseVectors vectors, float bias) {
    for (int row = 0; row < vectors.rows(); row++) {
      vectors.values()[row * vectors.dimension() + GMF - 1] = bias;
    }
    return vectors;
  }

  private HistoryPooling pooling() {
    List<PoolingBlock> blocks = new ArrayList<>();
    blocks.add(weighed("linear", LINEAR));
    blocks.add(weighed("gmf", LEARNED));
    blocks.add(
        new PoolingBlock("bias", 1, 1, 1, 0, 0, 1, new float[0], new float[0], new float[] {1}));
    if (mlp > 0) {
      blocks.add(weighed("mlp", mlp));
    }
    return new HistoryPooling(blocks);
  }

  private static PoolingBlock weighed(String name, int size) {
    return new PoolingBlock(
        name, size, 0.1f, 10, 0.1f, 3.5f, 1, new float[0], new float[0], new float[size]);
  }

  private DenseVectors unitVectors(int rows, int dimension) {
    DenseVectors vectors = vectors(rows, dimension);
    for (int row = 0; row < rows; row++) {
      float[] values = vectors.values();
      int from = row * dimension;
      float scale =
          (float) (1 / Math.sqrt(FloatVectors.dot(values, from, values, from, dimension)));
      for (int i = from; i < from + dimension; i++) {
        values[i] *= scale;
      }
    }
    return vectors;
  }

  private SparseVectors tfidf() {
    int terms = 30;
    int[] offsets = IntStream.rangeClosed(0, movies).map(movie -> movie * terms).toArray();
    int[] indices = new int[movies * terms];
    float[] values = new float[indices.length];
    for (int movie = 0; movie < movies; movie++) {
      int[] row = random.ints(0, 4096).distinct().limit(terms).sorted().toArray();
      System.arraycopy(row, 0, indices, movie * terms, terms);
    }
    Arrays.fill(values, (float) Math.sqrt(1.0 / terms));
    return new SparseVectors(offsets, indices, values);
  }

  private RankedLists lists(int rows, int length) {
    int[] offsets = IntStream.rangeClosed(0, rows).map(row -> row * length).toArray();
    int[] listed = new int[rows * length];
    float[] scores = new float[listed.length];
    for (int row = 0; row < rows; row++) {
      int[] picked = random.ints(0, movies).distinct().limit(length).toArray();
      System.arraycopy(picked, 0, listed, row * length, length);
      for (int i = 0; i < length; i++) {
        scores[row * length + i] = 1f - (float) i / length;
      }
    }
    return new RankedLists(offsets, listed, scores);
  }

  private Popularity popularity() {
    long[] counts = new long[movies];
    float[] means = new float[movies];
    float[] trends = new float[movies];
    float[] scores = new float[movies];
    for (int movie = 0; movie < movies; movie++) {
      counts[movie] = 1L + random.nextInt(300);
      means[movie] = 1 + 4 * random.nextFloat();
      trends[movie] = random.nextFloat();
      scores[movie] = random.nextFloat();
    }
    return new Popularity(counts, means, trends, scores);
  }

  private List<NcfLayer> layers() {
    List<NcfLayer> layers = new ArrayList<>();
    if (mlp > 0) {
      layers.add(layer("mlp_1", 2 * mlp, 256, "relu", OptionalInt.empty()));
      layers.add(layer("mlp_2", 256, 128, "relu", OptionalInt.empty()));
      layers.add(layer("mlp_3", 128, 64, "relu", OptionalInt.empty()));
    }
    int last = mlp > 0 ? 64 : 0;
    layers.add(layer("output", GMF + last, 1, "sigmoid", OptionalInt.empty()));
    return layers;
  }

  private NcfLayer layer(
      String name, int inputs, int outputs, String activation, OptionalInt residual) {
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
    }
    float[] bias = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      bias[i] = (float) (0.1 * random.nextGaussian());
    }
    return new NcfLayer(name, inputs, outputs, weights, bias, activation, residual);
  }

  private UserHistories histories(Ids userIds) {
    int length = Math.min(165, movies / 2);
    int[] offsets = IntStream.rangeClosed(0, users).map(user -> user * length).toArray();
    int[] rated = new int[users * length];
    float[] ratings = new float[rated.length];
    long[] timestamps = new long[rated.length];
    for (int user = 0; user < users; user++) {
      int[] picked = random.ints(0, movies).distinct().limit(length).toArray();
      System.arraycopy(picked, 0, rated, user * length, length);
    }
    for (int i = 0; i < rated.length; i++) {
      ratings[i] = (1 + random.nextInt(10)) / 2f;
      timestamps[i] = i;
    }
    return new UserHistories(userIds, offsets, rated, ratings, timestamps);
  }
}
