package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.djl.Devices;
import dev.marquee.jobs.linear.ContentFeatures;
import dev.marquee.jobs.linear.MovieContent;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NcfTrainerTest {
  private static final String[] SMALL = {
    "ncf.factors=8",
    "ncf.hiddenUnits=[16,8]",
    "ncf.linearRank=8",
    "ncf.userBatch=10",
    "ncf.learningRate=0.02",
    "ncf.epochs=12",
    "ncf.patience=12",
    "ncf.mlp=off",
    "ncf.validation=random",
    "ncf.objectives=[reconstruct]"
  };

  @BeforeAll
  static void oneThread() {
    Devices.setThreads(1);
  }

  /**
   * 40 users in two groups, 40 movies in two halves; a user has rated 19 of the own 20. Unseen are
   * those held out, the one left and the other half: without taste the first of them is at any of
   * about 25 places, with taste the held-out ones lead.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ncf.loss=softmax",
        "ncf.loss=bpr",
        "ncf.loss=log-loss",
        "ncf.heads=2",
        "ncf.userIds=true",
        "ncf.decay=0.001",
        "ncf.softmaxMovies=30"
      })
  void theGmfBranchLearnsTwoTastes(String setting) {
    TrainedNcf trained = train(List.of(setting, "ncf.linear=false"), null, new ArrayList<>());

    assertThat(trained.validationNdcg()).isGreaterThan(0.8);
    assertOwnHalfLeads(trained.weights());
  }

  @Test
  void usersKnownByNameAloneLearnTheirTasteToo() {
    TrainedNcf trained =
        train(
            List.of("ncf.history=false", "ncf.userIds=true", "ncf.linear=false", "ncf.epochs=40"),
            null,
            new ArrayList<>());

    assertThat(trained.validationNdcg()).isGreaterThan(0.8);
  }

  @Test
  void theLinearBranchAndTheMlpJoin() {
    List<String> lines = new ArrayList<>();
    TrainedNcf trained = train(List.of("ncf.mlp=on"), null, lines);

    assertThat(trained.validationNdcg()).isGreaterThan(0.8);
    assertThat(lines).anyMatch(line -> line.startsWith("linear branch"));
    assertThat(lines).anyMatch(line -> line.startsWith("MLP branch") && line.endsWith("kept"));
  }

  /** Everybody rates both halves alike, but the first half with 5 stars and the second with 1. */
  @ParameterizedTest
  @ValueSource(strings = {"ncf.linear=false", "ncf.epochs=1"})
  void explicitFeedbackFavoursWhatPeopleLike(String part) {
    int[][] histories = new int[40][];
    float[] stars = new float[40 * 30];
    for (int user = 0; user < histories.length; user++) {
      int first = user;
      histories[user] =
          IntStream.range(0, 30).map(i -> i % 2 * 20 + (first + i / 2) % 20).toArray();
      for (int i = 0; i < 30; i++) {
        stars[30 * user + i] = histories[user][i] < 20 ? 5 : 1;
      }
    }
    Interactions interactions = NcfFixtures.interactions(40, stars, histories);

    assertThat(leadOfTheFirstHalf(interactions, part, "ncf.feedback=explicit"))
        .isGreaterThan(0.05 + leadOfTheFirstHalf(interactions, part, "ncf.feedback=implicit"));
  }

  private static double leadOfTheFirstHalf(Interactions interactions, String... settings) {
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(List.of(settings));
    NcfWeights weights =
        new NcfTrainer(
                interactions,
                null,
                NcfFixtures.config(all.toArray(String[]::new)),
                Device.cpu(),
                line -> {})
            .train()
            .weights();
    double lead = 0;
    double size = 0;
    for (int user = 0; user < 40; user++) {
      for (int movie = 0; movie < 40; movie++) {
        double score = dot(weights, user, movie);
        lead += movie < 20 ? score : -score;
        size += Math.abs(score);
      }
    }
    return lead / size;
  }

  @Test
  void sameSeedSameWeights() {
    TrainedNcf first = train(List.of("ncf.mlp=on"), null, new ArrayList<>());
    TrainedNcf second = train(List.of("ncf.mlp=on"), null, new ArrayList<>());

    assertThat(second).usingRecursiveComparison().isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncf.movieIdDropout=0", "ncf.movieIdDropout=0.5"})
  void aMovieThatNobodyRatedStandsWithThoseLikeIt(String setting) {
    // Movie 40 has no rating and the term of the first half; 41 that of the second.
    NcfWeights weights = trainWithContent(setting);

    assertThat(dot(weights, 0, 40)).isGreaterThan(dot(weights, 0, 41));
    assertThat(dot(weights, 39, 41)).isGreaterThan(dot(weights, 39, 40));
  }

  @Test
  void contentTrainedAlongChangesTheVectors() {
    assertThat(trainWithContent("ncf.movieIdDropout=0.5").gmfMovies())
        .isNotEqualTo(trainWithContent("ncf.movieIdDropout=0").gmfMovies());
  }

  private static NcfWeights trainWithContent(String setting) {
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(List.of(setting, "ncf.linear=false", "ncf.contentComponents=4"));
    NcfConfig config = NcfFixtures.config(all.toArray(String[]::new));
    return new NcfTrainer(twoTastesAnd(2), features(), config, Device.cpu(), line -> {})
        .train()
        .weights();
  }

  private static Interactions twoTastesAnd(int unrated) {
    Interactions two = NcfFixtures.twoTastes(20, 20);
    int[][] histories = new int[two.users()][];
    for (int user = 0; user < histories.length; user++) {
      histories[user] = IntStream.range(two.start(user), two.end(user)).map(two::movie).toArray();
    }
    return NcfFixtures.interactions(two.movies() + unrated, histories);
  }

  private static SparseMatrix features() {
    List<MovieContent> movies = new ArrayList<>();
    for (int movie = 0; movie < 42; movie++) {
      int half = movie < 40 ? movie / 20 : movie - 40;
      movies.add(
          new MovieContent(
              new int[] {half},
              new float[] {1},
              new float[0],
              List.of(half == 0 ? "Drama" : "Horror"),
              1990));
    }
    return ContentFeatures.of(movies);
  }

  private static void assertOwnHalfLeads(NcfWeights weights) {
    double own = 0;
    double other = 0;
    for (int movie = 0; movie < 40; movie++) {
      own += movie < 20 ? dot(weights, 0, movie) : 0;
      other += movie < 20 ? 0 : dot(weights, 0, movie);
    }
    assertThat(own).isGreaterThan(other);
  }

  private static double dot(NcfWeights weights, int user, int movie) {
    int width = weights.architecture().gmfFactors();
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum +=
          weights.output()[i]
              * weights.gmfUsers()[user * width + i]
              * weights.gmfMovies()[movie * width + i];
    }
    return sum;
  }

  private static TrainedNcf train(
      List<String> settings, SparseMatrix features, List<String> lines) {
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(settings);
    return new NcfTrainer(
            NcfFixtures.twoTastes(20, 20),
            features,
            NcfFixtures.config(all.toArray(String[]::new)),
            Device.cpu(),
            lines::add)
        .train();
  }
}
