package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.snapshot.Snapshot;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Snapshot SNAPSHOT = FourMovies.snapshot();

  private static History history(RecommendationRequest.Builder request) {
    return History.of(SNAPSHOT, request.build(), FourMovies.PLAIN);
  }

  @Test
  void aGivenRatingTakesThePlaceOfTheStoredOne() {
    History history = history(RecommendationRequest.forUser(7).rating(10, 1, 50));

    assertThat(history.kind()).isEqualTo(UserKind.ADAPTED);
    assertThat(history.size()).isEqualTo(2);
    // 20 is the older one now.
    assertThat(history.movie(0)).isEqualTo(1);
    assertThat(history.movie(1)).isZero();
    assertThat(history.stars(1)).isEqualTo(1f);
    // (1 - 2.5) / 2.5
    assertThat(history.weight(1)).isEqualTo(-0.6f, within(1e-6f));
  }

  @Test
  void deletedRatingsAreGone() {
    History history = history(RecommendationRequest.forUser(7).deletedRatings(Set.of(10L, 99L)));

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.deletedCount()).isEqualTo(1);
    assertThat(history.kind()).isEqualTo(UserKind.ADAPTED);
  }

  @Test
  void kindsTellWhatIsKnown() {
    assertThat(history(RecommendationRequest.forUser(7)).kind()).isEqualTo(UserKind.KNOWN);
    assertThat(history(RecommendationRequest.forUser(8)).kind()).isEqualTo(UserKind.COLD_START);
    assertThat(history(RecommendationRequest.forUser(8).rating(10, 4, 1)).kind())
        .isEqualTo(UserKind.VISITOR);
    assertThat(history(RecommendationRequest.forVisitor().rating(99, 4, 1)).ignored())
        .containsExactly(99L);
  }

  @Test
  void oldRatingsFade() {
    // The second newest rating has rank 1: 1 - .5 + .5 e^(-1/20) = .97561
    RatingScale fading = new RatingScale(2.5, 3.5, 5, 0.5, 20);
    History history = History.of(SNAPSHOT, RecommendationRequest.forUser(7).build(), fading);
    assertThat(history.weight(0)).isEqualTo(0.97561f, within(1e-5f));
    assertThat(history.weight(1)).isEqualTo(0.6f, within(1e-6f));
  }
}
