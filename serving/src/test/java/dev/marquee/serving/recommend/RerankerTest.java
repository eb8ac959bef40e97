package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.serving.snapshot.Snapshot;
import org.junit.jupiter.api.Test;

class RerankerTest {
  private static final Snapshot SNAPSHOT = FourMovies.snapshot();
  private final ContentModel content =
      new ContentModel(SNAPSHOT, new ContentSimilarity(0.7, 0.3, 1.2));

  private int[] rerank(double diversity, double calibration, double... target) {
    // Relevance 1, .9, .5, 0.
    return new Reranker(
            content,
            new int[] {0, 1, 2, 3},
            new float[] {10, 9, 5, 0},
            4,
            diversity,
            calibration,
            target)
        .rerank();
  }

  @Test
  void strengthZeroChangesNothing() {
    assertThat(rerank(0, 0, 0, 0, 0)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void diversityPrefersWhatIsUnlikeTheListSoFar() {
    // Second place at d = .5: movie 20: .5 * .9 - .5 * .792 = .054; 30: .5 * .5 - .5 * 0 = .25;
    // 40: .5 * 0 - .5 * -.56 = .28. Third: 20: .054 (40 is no nearer: .7 * 0 = 0);
    // 30: .25 - .5 * max(0, .7 * .6 = .42) = .04.
    assertThat(rerank(0.5, 0, 0, 0, 0)).containsExactly(0, 3, 1, 2);
  }

  @Test
  void fullDiversityForgetsRelevance() {
    // All gain 0 at first, so the best score comes first; then the least similar: 40 (-.56), then
    // 30 (max(0, .42) = .42) before 20 (.792).
    assertThat(rerank(1, 0, 0, 0, 0)).containsExactly(0, 3, 2, 1);
  }

  @Test
  void calibrationBringsInAGenreThatTheListLacks() {
    // Half Comedy, half Drama wanted. 10 (Drama) first: KL of an empty half is the same for Comedy,
    // and relevance decides. Then 30 (Comedy) makes the list half and half: KL 0, against
    // .5 log(.5 / .005) and more for any list without Comedy.
    assertThat(rerank(0, 0.5, 0.5, 0.5, 0)).startsWith(0, 2);
  }

  @Test
  void genresOfAUserAreSpreadEvenly() {
    // User 7: 10 (Drama) weighs 1, 20 (Drama, War) weighs .6: Drama 1 + .3, War .3 of 1.6.
    History history =
        History.of(SNAPSHOT, RecommendationRequest.forUser(7).build(), FourMovies.PLAIN);
    double[] shares = Reranker.genreShares(history, content, 3);
    assertThat(shares[0]).isZero();
    assertThat(shares[1]).isEqualTo(1.3 / 1.6, within(1e-6));
    assertThat(shares[2]).isEqualTo(0.3 / 1.6, within(1e-6));
  }
}
