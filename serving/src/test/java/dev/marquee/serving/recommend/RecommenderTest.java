package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommenderTest {
  private static final Snapshot SNAPSHOT = SyntheticSnapshot.of(1500, 20, 11, true);
  private static final Recommender RECOMMENDER =
      new Recommender(SNAPSHOT, RecommenderConfig.DEFAULT);
  private static final Movies MOVIES = SNAPSHOT.movies();

  private static List<Long> ids(RecommendationRequest.Builder request) {
    return RECOMMENDER.recommend(request.build()).movies().stream()
        .map(RecommendedMovie::movieId)
        .toList();
  }

  private static RecommendationRequest.Builder visitor(int ratings, double stars) {
    RecommendationRequest.Builder request = RecommendationRequest.forVisitor();
    for (int i = 0; i < ratings; i++) {
      request.rating(1 + 13L * i, stars, i);
    }
    return request;
  }

  @Test
  void aSeenMovieIsNeverShown() {
    for (long user = 1; user <= 20; user++) {
      Set<Long> rated = new HashSet<>(Set.of(2L, 3L));
      int row = SNAPSHOT.histories().userIds().rowOf(user);
      for (int i = SNAPSHOT.histories().from(row); i < SNAPSHOT.histories().to(row); i++) {
        rated.add(MOVIES.id(SNAPSHOT.histories().movie(i)));
      }
      RecommendationRequest.Builder request =
          RecommendationRequest.forUser(user).rating(2, 4, 1).rating(3, 1, 2).count(2000);
      List<Long> listed = ids(request);
      assertThat(listed).doesNotContainAnyElementsOf(rated).doesNotHaveDuplicates();
      assertThat(listed).hasSize(1500 - rated.size());
    }
  }

  @Test
  void filtersHold() {
    Filters filters =
        Filters.NONE
            .withAnyGenres(Set.of("genre a", "Genre B"))
            .withNotGenres(Set.of("Genre C"))
            .withYears(OptionalInt.of(1980), OptionalInt.of(2000))
            .withDeny(Set.of(5L, 6L));
    List<Long> listed = ids(visitor(6, 4).filters(filters).exclude(Set.of(77L)).count(1500));
    assertThat(listed).isNotEmpty().doesNotContain(5L, 6L, 77L);
    assertThat(listed)
        .allSatisfy(
            id -> {
              int row = MOVIES.rowOf(id);
              assertThat(MOVIES.genres(row)).containsAnyOf("Genre A", "Genre B");
              assertThat(MOVIES.genres(row)).doesNotContain("Genre C");
              assertThat(MOVIES.year(row).getAsInt()).isBetween(1980, 2000);
            });
    assertThat(ids(visitor(3, 4).filters(Filters.NONE.withAllGenres(Set.of("no such genre")))))
        .isEmpty();
    assertThat(ids(visitor(3, 4).filters(Filters.NONE.withAllow(Set.of(9L, 8L, 4444L)))))
        .containsExactlyInAnyOrder(9L, 8L);
    assertThat(ids(visitor(3, 4).only(Set.of(9L, 8L, 1L)))).containsExactlyInAnyOrder(9L, 8L);
  }

  @Test
  void pagesAreSlicesOfOneList() {
    for (double diversity : new double[] {0, 0.4}) {
      RecommendationRequest.Builder request =
          visitor(12, 4.5).diversity(diversity).calibration(0.2).exploration(0.3, 7);
      List<Long> whole = ids(request.count(1500));
      List<Long> pages = new ArrayList<>();
      for (int offset = 0; offset < 1500; offset += 37) {
        pages.addAll(ids(request.offset(offset).count(37)));
      }
      assertThat(pages).isEqualTo(whole);
    }
  }

  @Test
  void theTopOfTheSourcesIsTheTopOfTheCatalogue() {
    // Scores do not depend on what else is a candidate.
    RecommendationRequest.Builder request = RecommendationRequest.forUser(4);
    FullRanking all = RECOMMENDER.rankAll(request.scope(CandidateScope.ALL).build());
    RecommendedMovie first =
        RECOMMENDER.recommend(request.scope(CandidateScope.SOURCES).build()).movies().get(0);
    int place =
        IntStream.range(0, all.size())
            .filter(i -> all.movieIds()[i] == first.movieId())
            .findFirst()
            .orElseThrow();
    assertThat((double) all.scores()[place]).isEqualTo(first.score());
    assertThat(place).isLessThan(10);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.scores()[i]).isLessThanOrEqualTo(all.scores()[i - 1]);
    }
  }

  @Test
  void theScoreIsTheWeightedSumOfItsComponents() {
    RecommendedMovie movie =
        RECOMMENDER
            .recommend(visitor(7, 4).boosts(new Boosts(Map.of(), Map.of(500L, 100.0))).build())
            .movies()
            .get(0);
    assertThat(movie.movieId()).isEqualTo(500);
    assertThat(movie.boost()).isEqualTo(100);
    ComponentScores parts = movie.components();
    assertThat(movie.score())
        .isCloseTo(
            100 + 0.5 * parts.content() + 0.35 * parts.collaborative() + 0.15 * parts.popularity(),
            within(1e-4));
  }

  @Test
  void hatedMoviesPushTheirLikeDown() {
    HybridWeights content = HybridWeights.CONTENT_ONLY;
    long neighbour = MOVIES.id(SNAPSHOT.similar().movie(0));
    double liked = score(RecommendationRequest.forVisitor().rating(1, 5, 1), content, neighbour);
    double hated = score(RecommendationRequest.forVisitor().rating(1, 1, 1), content, neighbour);
    assertThat(liked).isCloseTo(-hated, within(1e-4)).isNotZero();
  }

  private static double score(
      RecommendationRequest.Builder request, HybridWeights weights, long movieId) {
    return RECOMMENDER.trace(request.weights(weights).build(), movieId).score();
  }

  @Test
  void weightsFollowTheNumberOfRatings() {
    RecommenderConfig config = RecommenderConfig.DEFAULT;
    assertThat(config.bucketFor(9)).isEqualTo(new HistoryBucket(5, OptionalInt.of(9)));
    assertThat(config.bucketFor(10)).isEqualTo(new HistoryBucket(10, OptionalInt.empty()));
    assertThat(config.weightsFor(4)).isEqualTo(new HybridWeights(0.7, 0.2, 0.1));
    assertThat(config.weightsFor(5)).isEqualTo(new HybridWeights(0.5, 0.35, 0.15));
    assertThat(config.weightsFor(9)).isEqualTo(new HybridWeights(0.5, 0.35, 0.15));
    assertThat(config.weightsFor(10)).isEqualTo(new HybridWeights(0.3, 0.6, 0.1));
    assertThatThrownBy(() -> new HybridWeights(0.5, -1, Double.NaN))
        .hasMessageContaining("-1")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> config.withWeights(List.of())).hasMessageContaining("from 0 ratings");
  }

  @Test
  void fittedWeightsCountUnlessSomebodySaysOtherwise() {
    Snapshot fitted =
        FourMovies.snapshot(
            Optional.of(
                new FittedWeights(
                    1,
                    List.of(
                        new FittedWeights.Bucket(0, new FittedWeights.Weights(1, 0, 0)),
                        new FittedWeights.Bucket(2, new FittedWeights.Weights(0, 3, 1))))));
    HybridWeights configured = new HybridWeights(0.5, 0.5, 0);
    RecommenderConfig explicit =
        FourMovies.CONFIG.withWeights(List.of(new WeightBucket(0, configured)));
    RecommendationRequest.Builder request = RecommendationRequest.forUser(7);

    assertThat(weights(fitted, FourMovies.CONFIG, request))
        .isEqualTo(new HybridWeights(0, 0.75, 0.25));
    assertThat(weights(fitted, FourMovies.CONFIG, RecommendationRequest.forVisitor()))
        .isEqualTo(HybridWeights.CONTENT_ONLY);
    assertThat(weights(fitted, explicit, request)).isEqualTo(configured);
    assertThat(weights(fitted, explicit.withRatings(RatingScale.DEFAULT), request))
        .isEqualTo(configured);
    // User 7 has two ratings.
    assertThat(weights(FourMovies.snapshot(), FourMovies.CONFIG, request))
        .isEqualTo(new HybridWeights(0.7, 0.2, 0.1));
    assertThat(weights(fitted, explicit, request.weights(HybridWeights.POPULARITY_ONLY)))
        .isEqualTo(HybridWeights.POPULARITY_ONLY);
    assertThat(new Recommender(fitted, FourMovies.CONFIG).hasFittedWeights()).isTrue();
    assertThat(new Recommender(fitted, explicit).hasFittedWeights()).isFalse();
    assertThat(new Recommender(FourMovies.snapshot(), FourMovies.CONFIG).hasFittedWeights())
        .isFalse();
  }

  private static HybridWeights weights(
      Snapshot snapshot, RecommenderConfig config, RecommendationRequest.Builder request) {
    return new Recommender(snapshot, config).recommend(request.build()).weights();
  }

  @Test
  void moreDiversityMeansLessSimilarLists() {
    ContentModel content = new ContentModel(SNAPSHOT, RecommenderConfig.DEFAULT.similarity());
    double before = Double.POSITIVE_INFINITY;
    for (double strength : new double[] {0, 0.3, 0.7, 1}) {
      List<Long> listed = ids(visitor(12, 4).diversity(strength).count(10));
      double similarity = 0;
      for (long a : listed) {
        for (long b : listed) {
          similarity += a < b ? content.similarity(MOVIES.rowOf(a), MOVIES.rowOf(b)) : 0;
        }
      }
      assertThat(similarity).isLessThanOrEqualTo(before);
      before = similarity;
    }
  }

  @Test
  void explorationIsSeeded() {
    List<Long> plain = ids(visitor(6, 4));
    assertThat(ids(visitor(6, 4).exploration(0, 5))).isEqualTo(plain);
    List<Long> once = ids(visitor(6, 4).exploration(1, 5));
    assertThat(ids(visitor(6, 4).exploration(1, 5))).isEqualTo(once).isNotEqualTo(plain);
    assertThat(ids(visitor(6, 4).exploration(1, 6))).isNotEqualTo(once);
  }

  @Test
  void coldStartIsPopularAndDiverse() {
    Recommendations cold =
        RECOMMENDER.recommend(RecommendationRequest.forVisitor().explain(true).build());
    assertThat(cold.userKind()).isEqualTo(UserKind.COLD_START);
    assertThat(cold.movies()).hasSize(20);
    assertThat(cold.movies()).allMatch(movie -> movie.components().content() == 0);
    assertThat(cold.movies().get(0).explanation().orElseThrow().sentence()).contains("viewers");
    assertThat(ids(RecommendationRequest.forVisitor()))
        .isNotEqualTo(ids(RecommendationRequest.forVisitor().diversity(0)));
  }

  @Test
  void reasonsNameTheMovieThatWasLiked() {
    Recommender recommender = new Recommender(FourMovies.snapshot(), FourMovies.CONFIG);
    RecommendedMovie twenty =
        recommender
            .recommend(
                RecommendationRequest.forVisitor().rating(10, 5, 1).explain(true).count(1).build())
            .movies()
            .get(0);
    assertThat(twenty.movieId()).isEqualTo(20);
    Explanation why = twenty.explanation().orElseThrow();
    assertThat(why.reasons())
        .contains(
            new Reason.BecauseYouRated(10, "Ten", 5, 0.792f),
            new Reason.SharedGenres(List.of("Drama")),
            new Reason.NewGenre("War"));
    assertThat(why.sentence()).startsWith("Because you gave Ten 5 stars; you like Drama");
  }

  @Test
  void aTraceSaysWhatBecameOfAMovie() {
    Recommender recommender = new Recommender(FourMovies.snapshot(), FourMovies.CONFIG);
    RecommendationRequest request =
        RecommendationRequest.forUser(7)
            .filters(Filters.NONE.withNotGenres(Set.of("Comedy")))
            .build();

    Trace seen = recommender.trace(request, 10);
    assertThat(seen.removal()).contains(Removal.SEEN);
    assertThat(seen.verdict()).isEqualTo("removed: seen");
    Trace filtered = recommender.trace(request, 30);
    assertThat(filtered.removal()).contains(Removal.GENRES_NOT);
    assertThat(filtered.rank()).isEmpty();
    Trace shown = recommender.trace(request, 40);
    assertThat(shown.sourceRanks())
        .containsEntry(CandidateSource.NIGHTLY, 1)
        .containsEntry(CandidateSource.POPULAR, 1);
    assertThat(shown.rank()).hasValue(1);
    // The nightly list's own figure.
    assertThat(shown.raw().probability()).isEqualTo(0.75, within(1e-6));
    assertThatThrownBy(() -> recommender.trace(request, 99))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("99");
  }
}
