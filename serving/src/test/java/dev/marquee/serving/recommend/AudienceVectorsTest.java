package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.snapshot.Snapshot;
import org.junit.jupiter.api.Test;

class AudienceVectorsTest {
  private static final Snapshot SNAPSHOT = FourMovies.snapshot();
  private final AudienceVectors users = new AudienceVectors(SNAPSHOT, FourMovies.PLAIN);

  private UserVector of(RecommendationRequest.Builder request) {
    return users.of(History.of(SNAPSHOT, request.build(), FourMovies.PLAIN));
  }

  @Test
  void aKnownUserHasTheStoredVectors() {
    UserVector user = of(RecommendationRequest.forUser(7));
    assertThat(user.gmf()).containsExactly(2f);
    assertThat(user.mlp()).containsExactly(3f);
  }

  @Test
  void nobodyIsTheAverageUser() {
    // GMF (2 - 2) / 2 = 0, MLP (3 + 1) / 2 = 2
    UserVector user = of(RecommendationRequest.forVisitor());
    assertThat(user.gmf()).containsExactly(0f);
    assertThat(user.mlp()).containsExactly(2f);
  }

  @Test
  void aVisitorIsLikeTheAudienceOfWhatHeLikes() {
    // Movie 10's audience is user 7 alone, who deviates by 2 (GMF) and 1 (MLP) from the average.
    // Any direction is stretched to the typical length: sqrt((2^2 + 2^2) / 2) = 2 and 1.
    UserVector liked = of(RecommendationRequest.forVisitor().rating(10, 5, 1));
    assertThat(liked.gmf()[0]).isEqualTo(2f, within(1e-6f));
    assertThat(liked.mlp()[0]).isEqualTo(3f, within(1e-6f));

    UserVector hated = of(RecommendationRequest.forVisitor().rating(10, 1, 1));
    assertThat(hated.gmf()[0]).isEqualTo(-2f, within(1e-6f));
    assertThat(hated.mlp()[0]).isEqualTo(1f, within(1e-6f));
  }

  @Test
  void newRatingsOfAKnownUserCountByTheirShare() {
    // Movie 30 has no audience (user 9 gave it 1 star): folding in gives the average user, 0 and 2.
    // Two stored ratings hold, one is new: (2 * stored + 1 * average) / 3.
    UserVector user = of(RecommendationRequest.forUser(7).rating(30, 5, 9));
    assertThat(user.gmf()[0]).isEqualTo(2 * 2f / 3, within(1e-6f));
    assertThat(user.mlp()[0]).isEqualTo((2 * 3f + 2) / 3, within(1e-6f));
  }
}
