package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig.ValidationKind;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearTuningTest {
  private static final int GENRES = 6;
  private static final int MOVIES_PER_GENRE = 20;
  private static final int USERS = 300;

  private final Random random = new Random(7);
  private final List<String> lines = new ArrayList<>();

  /** Everybody moves on to another genre, and what comes next is of the new one. */
  @Test
  void whereTastesMoveNewerRatingsWeighMore() {
    int[][] histories = new int[USERS][];
    for (int user = 0; user < USERS; user++) {
      int old = random.nextInt(GENRES);
      int now = (old + 1 + random.nextInt(GENRES - 1)) % GENRES;
      histories[user] = IntStream.concat(some(old, 8), some(now, 8)).toArray();
    }

    PoolingBlock chosen = choose(histories, ValidationKind.TEMPORAL);

    assertThat(chosen.recencyFloor()).isLessThan(1);
    assertThat(lines).singleElement().asString().contains("recency 0.");
  }

  /** Everybody likes two genres unequally and rates in any order, which says nothing then. */
  @Test
  void whereOrderMeansNothingAllRatingsWeighAlike() {
    int[][] histories = new int[USERS][];
    for (int user = 0; user < USERS; user++) {
      int more = random.nextInt(GENRES);
      int less = (more + 1 + random.nextInt(GENRES - 1)) % GENRES;
      int[] liked = IntStream.concat(some(more, 5), some(less, 3)).toArray();
      shuffle(liked, liked.length);
      histories[user] = liked;
    }

    PoolingBlock chosen = choose(histories, ValidationKind.RANDOM);

    assertThat(chosen.recencyFloor()).isEqualTo(1);
    assertThat(chosen.ratingSlope()).isZero();
  }

  /**
   * Of two ratings one is held out, and one leaves no movies joined by users: genres that users
   * stay within are all there is to know. Labels given by chance say nothing.
   */
  @Test
  void contentCountsWhereItSaysWhatIsRated() {
    int[][] histories = new int[USERS][];
    for (int user = 0; user < USERS; user++) {
      histories[user] = some(random.nextInt(GENRES), 2).toArray();
    }
    int movies = GENRES * MOVIES_PER_GENRE;
    int[] genres = IntStream.range(0, movies).map(movie -> movie / MOVIES_PER_GENRE).toArray();
    int[] chance = random.ints(movies, 0, GENRES).toArray();

    assertThat(choose(histories, ValidationKind.RANDOM, labels(genres)).shares().content())
        .isPositive();
    assertThat(choose(histories, ValidationKind.RANDOM, labels(chance)).shares().content())
        .isZero();
  }

  /**
   * A user has seen four movies of each of six series of five, one series after the other or in any
   * order. Few users leave much to learn from what is rated in one go.
   */
  @Test
  void runsCountWhereMoviesAreRatedInOneGo() {
    int[][] inOneGo = new int[60][];
    int[][] inAnyOrder = new int[60][];
    for (int user = 0; user < inOneGo.length; user++) {
      int[] series = IntStream.range(0, GENRES * MOVIES_PER_GENRE / 5).toArray();
      shuffle(series, 6);
      inOneGo[user] = IntStream.of(series).limit(6).flatMap(this::fourOfASeries).toArray();
      inAnyOrder[user] = inOneGo[user].clone();
      shuffle(inAnyOrder[user], inAnyOrder[user].length);
    }

    assertThat(choose(inOneGo, ValidationKind.RANDOM, null).shares().runs()).isPositive();
    assertThat(choose(inAnyOrder, ValidationKind.RANDOM, null).shares().runs()).isZero();
  }

  private IntStream fourOfASeries(int series) {
    int[] movies = IntStream.range(5 * series, 5 * series + 5).toArray();
    shuffle(movies, 4);
    return IntStream.of(movies).limit(4);
  }

  private static SparseMatrix labels(int[] labels) {
    return new SparseMatrix(
        IntStream.of(labels).mapToObj(label -> new int[] {label}).toList(),
        IntStream.of(labels).mapToObj(label -> new double[] {1}).toList(),
        GENRES);
  }

  private PoolingBlock choose(int[][] histories, ValidationKind kind) {
    return choose(histories, kind, null).pooling();
  }

  private LinearBranch choose(int[][] histories, ValidationKind kind, SparseMatrix features) {
    Interactions interactions = NcfFixtures.interactions(GENRES * MOVIES_PER_GENRE, histories);
    ValidationCut cut = ValidationCut.of(interactions, kind, USERS, 1);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      return LinearTuning.best(
          shares -> LinearBranch.Spectrum.of(cut.fit(), features, shares, 32, 1),
          features != null,
          new ValidationRanking(cut, manager),
          lines::add);
    }
  }

  /** Some movies of a genre, each once, in random order. */
  private IntStream some(int genre, int count) {
    int[] movies = IntStream.range(0, MOVIES_PER_GENRE).toArray();
    shuffle(movies, count);
    return IntStream.range(0, count).map(i -> genre * MOVIES_PER_GENRE + movies[i]);
  }

  private void shuffle(int[] movies, int steps) {
    for (int i = 0; i < steps; i++) {
      int j = i + random.nextInt(movies.length - i);
      int swap = movies[i];
      movies[i] = movies[j];
      movies[j] = swap;
    }
  }
}
