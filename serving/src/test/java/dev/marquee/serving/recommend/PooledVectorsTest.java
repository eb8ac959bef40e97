package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.snapshot.Snapshot;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The history vectors are, as GMF and MLP: movie 10 (1, 1), 20 (2, 0), 30 (-1, 0), 40 (0, 0). User
 * 7 has 10 with 5 and then 20 with 4 stars:
 *
 * <pre>
 *   GMF: weights 1/2 * 1.5 = .75 and 1, (.75 * 1 + 1 * 2) / sqrt(.75^2 + 1) = 2.75 / 1.25 = 2.2,
 *        with the base 2.45
 *   MLP: weights 4/3 and 1, (4/3 * 1 + 1 * 0) / (5/3) = .8, with the base 1.3
 * </pre>
 *
 * and is stored as GMF 2, MLP 3.
 */
class PooledVectorsTest {
  private static final Snapshot SNAPSHOT = FourMovies.snapshot();
  private final PooledVectors users = new PooledVectors(SNAPSHOT);

  private void assertVector(RecommendationRequest.Builder request, double gmf, double mlp) {
    UserVector user = users.of(History.of(SNAPSHOT, request.build(), FourMovies.PLAIN));
    assertThat(user.gmf()).hasSize(1);
    assertThat(user.mlp()).hasSize(1);
    assertThat((double) user.gmf()[0]).isEqualTo(gmf, within(1e-6));
    assertThat((double) user.mlp()[0]).isEqualTo(mlp, within(1e-6));
  }

  @Test
  void aKnownUserHasTheStoredVectors() {
    assertVector(RecommendationRequest.forUser(7), 2, 3);
  }

  @Test
  void aVisitorIsPooledFromTheRatingsInTheOrderOfTheirTimes() {
    assertVector(RecommendationRequest.forVisitor().rating(20, 4, 2).rating(10, 5, 1), 2.45, 1.3);
    // The other way round: 20 weighs 1/2, 10 weighs 1.5: (.5 * 2 + 1.5) / sqrt(.25 + 2.25).
    assertVector(
        RecommendationRequest.forVisitor().rating(20, 4, 1).rating(10, 5, 2),
        2.5 / Math.sqrt(2.5) + 0.25,
        1.3);
  }

  @Test
  void dislikesTurnTheVectorRound() {
    // One star weighs 1 - 3 / 2 = -.5; the L2 norm leaves -1 of it.
    assertVector(RecommendationRequest.forVisitor().rating(10, 1, 1), -1 + 0.25, 1.5);
  }

  @Test
  void withoutRatingsThereIsTheBase() {
    assertVector(RecommendationRequest.forVisitor(), 0.25, 0.5);
    assertVector(RecommendationRequest.forUser(8).rating(99, 5, 1), 0.25, 0.5);
  }

  @Test
  void aNewRatingOfAKnownUserIsPooledAndTheRestOfTheStoredVectorStays() {
    // GMF weights 1/4 * 1.5, 1/2 and -.5: (.375 * 1 + .5 * 2 - .5 * -1) / their norm.
    double gmf = 1.875 / Math.sqrt(0.375 * 0.375 + 0.25 + 0.25) + 0.25;
    // MLP weights 4/3, 1 and 1.
    double mlp = 4.0 / 3 / Math.sqrt(16.0 / 9 + 2) + 0.5;
    assertVector(RecommendationRequest.forUser(7).rating(30, 1, 9), 2 - 2.45 + gmf, 3 - 1.3 + mlp);
  }

  @Test
  void aChangedRatingTakesItsNewPlace() {
    // 20 is the older one now, and 10 has 2 stars, weight 0: .5 * 2 / .5 = 2; MLP as before.
    assertVector(RecommendationRequest.forUser(7).rating(10, 2, 9), 2 - 2.45 + 2.25, 3);
  }

  @Test
  void deletedRatingsSayNothingAnyMore() {
    // 10 alone: GMF 1 + .25, MLP 1 + .5.
    assertVector(
        RecommendationRequest.forUser(7).deletedRatings(Set.of(20L)),
        2 - 2.45 + 1.25,
        3 - 1.3 + 1.5);
    // What training learned of the user by name stays, beside the base.
    assertVector(
        RecommendationRequest.forUser(7).deletedRatings(Set.of(10L, 20L)),
        2 - 2.45 + 0.25,
        3 - 1.3 + 0.5);
  }
}
