package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TastesTest {
  private static final int USERS = 20;
  private static final Snapshot SNAPSHOT = SyntheticSnapshot.of(2000, USERS, 5, false);
  private static final Recommender PLAIN = new Recommender(SNAPSHOT, RecommenderConfig.DEFAULT);

  private static final List<UnaryOperator<RecommendationRequest.Builder>> REQUESTS =
      List.of(
          request -> request.count(10),
          request -> request.count(10).offset(10),
          request -> request.count(50).explain(true),
          request -> request.count(10).offset(1500).explain(true),
          request -> request.count(30).weights(HybridWeights.CONTENT_ONLY),
          request -> request.count(30).weights(HybridWeights.POPULARITY_ONLY),
          request -> request.count(20).diversity(0.4).calibration(0.3),
          request -> request.count(20).exploration(0.5, 9),
          request -> request.count(20).exclude(Set.of(1L, 2L, 3L)),
          request -> request.count(20).only(Set.of(5L, 6L, 7L)),
          request -> request.count(20).scope(CandidateScope.ALL),
          request ->
              request
                  .count(20)
                  .filters(Filters.NONE.withYears(OptionalInt.of(1980), OptionalInt.of(2000))),
          request -> request.count(20).rating(11, 5, 2_000_000_000L),
          request -> request.count(20).explain(true));

  @Test
  void listsAreTheSameWhetherTheTasteIsKeptOrNot() {
    Recommender keeping = new Recommender(SNAPSHOT, RecommenderConfig.DEFAULT, kept(USERS));

    for (int round = 0; round < 2; round++) {
      for (long user = 1; user <= USERS; user++) {
        // Each user begins with another request.
        for (int i = 0; i < REQUESTS.size(); i++) {
          int which = (int) ((user + i) % REQUESTS.size());
          RecommendationRequest request =
              REQUESTS.get(which).apply(RecommendationRequest.forUser(user)).build();
          assertThat(keeping.recommend(request))
              .as("request %d of user %d", which, user)
              .isEqualTo(PLAIN.recommend(request));
        }
      }
    }
  }

  @Test
  void manyThreadsMayAskForOneUser() {
    Recommender keeping = new Recommender(SNAPSHOT, RecommenderConfig.DEFAULT, kept(1));

    List<Recommendations> lists =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> keeping.recommend(usual(1 + i / 10 % 4)))
            .toList();

    for (int i = 0; i < lists.size(); i++) {
      assertThat(lists.get(i)).isEqualTo(PLAIN.recommend(usual(1 + i / 10 % 4)));
    }
  }

  @Test
  void onlyUsersWithoutChangesHaveOne() {
    Tastes tastes = new Tastes(SNAPSHOT.histories().userIds(), kept(USERS));
    RecommendationRequest one = usual(1);
    History history = History.of(SNAPSHOT, one, RatingScale.DEFAULT);
    tastes.put(new Taste(history, null, null, null, null, null));

    assertThat(tastes.takes(history)).isTrue();
    assertThat(tastes.of(one)).isPresent();
    assertThat(tastes.of(usual(2))).isEmpty();
    assertThat(tastes.of(usual(-7))).isEmpty();
    assertThat(tastes.of(RecommendationRequest.forUser(1).rating(3, 4, 5).build())).isEmpty();
    assertThat(tastes.of(RecommendationRequest.forUser(1).deletedRatings(Set.of(3L)).build()))
        .isEmpty();
    assertThat(tastes.of(RecommendationRequest.forVisitor().build())).isEmpty();
    assertThat(new Tastes(SNAPSHOT.histories().userIds(), Optional.empty()).takes(history))
        .isFalse();
  }

  /** Loses what is asked for least, as the service's does. */
  private static Optional<Map<Integer, Taste>> kept(int most) {
    return Optional.of(Caffeine.newBuilder().maximumSize(most).<Integer, Taste>build().asMap());
  }

  private static RecommendationRequest usual(long user) {
    return RecommendationRequest.forUser(user).count(20).explain(true).build();
  }
}
