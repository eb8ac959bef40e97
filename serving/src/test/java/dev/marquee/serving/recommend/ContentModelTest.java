package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.serving.snapshot.Snapshot;
import org.junit.jupiter.api.Test;

class ContentModelTest {
  private static final Snapshot SNAPSHOT = FourMovies.snapshot();
  private final ContentModel content =
      new ContentModel(SNAPSHOT, new ContentSimilarity(0.7, 0.3, 1.2));

  private ContentProfile profile(RecommendationRequest.Builder visitor) {
    return content.profile(History.of(SNAPSHOT, visitor.build(), FourMovies.PLAIN));
  }

  private static float score(ContentProfile profile, int movie) {
    return profile.scores(new int[] {movie})[0];
  }

  @Test
  void aPairIsAsInTheContract() {
    // 10 and 20: embeddings .6, TF-IDF .8 * 1, both Drama: 1.2 * (.7 * .6 + .3 * .8) = .792
    assertThat(content.similarity(0, 1)).isEqualTo(0.792f, within(1e-6f));
    assertThat(content.similarity(1, 0)).isEqualTo(content.similarity(0, 1));
    // 10 and 40: embeddings -.8, nothing else: .7 * -.8 = -.56
    assertThat(content.similarity(0, 3)).isEqualTo(-0.56f, within(1e-6f));
  }

  @Test
  void oneLikedMovieScoresAsItsPairs() {
    ContentProfile profile = profile(RecommendationRequest.forVisitor().rating(10, 5, 1));
    for (int movie = 0; movie < 4; movie++) {
      assertThat(score(profile, movie)).isEqualTo(content.similarity(0, movie), within(1e-6f));
    }
  }

  @Test
  void oneStarTurnsTheScoreRound() {
    // weight (1 - 2.5) / 2.5 = -.6, divided by its size: -1
    ContentProfile profile = profile(RecommendationRequest.forVisitor().rating(10, 1, 1));
    assertThat(score(profile, 1)).isEqualTo(-0.792f, within(1e-6f));
  }

  @Test
  void manyRatingsAddUpWithTheirWeightsAndTheirMeanBoost() {
    // 10 with 5 stars: a = 1. 30 with 1 star: a = -.6. Together 1.6; for movie 20:
    //   d = (1 * (.7 * .6 + .3 * .8) - .6 * (.7 * .8 + .3 * 0)) / 1.6 = (.66 - .336) / 1.6 = .2025
    //   Drama is shared with 10 only: boost 1 + .2 * 1 / 1.6 = 1.125
    ContentProfile profile =
        profile(RecommendationRequest.forVisitor().rating(10, 5, 1).rating(30, 1, 2));
    assertThat(score(profile, 1)).isEqualTo(0.2025f * 1.125f, within(1e-6f));
  }

  @Test
  void withoutRatingsThereIsNoOpinion() {
    assertThat(score(profile(RecommendationRequest.forVisitor()), 1)).isZero();
    assertThat(score(profile(RecommendationRequest.forVisitor().rating(10, 2.5, 1)), 1)).isZero();
  }
}
