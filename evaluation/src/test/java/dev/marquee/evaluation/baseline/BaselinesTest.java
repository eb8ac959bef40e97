package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.TestSplits;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final Interactions TRAIN =
      TestSplits.interactions(
          4, new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {0}, new int[] {});

  @Test
  void popularityCountsTrainingRatings() {
    float[] scores = new float[4];
    new PopularityRanker(TRAIN).score(history(), scores);
    assertThat(scores).containsExactly(3, 2, 1, 0);
  }

  @Test
  void randomOrderDependsOnSeedAndUserAlone() {
    float[] first = new float[4];
    float[] second = new float[4];
    new RandomRanker(1).score(3, first);
    new RandomRanker(1).score(3, second);
    assertThat(second).isEqualTo(first);
    new RandomRanker(1).score(4, second);
    assertThat(second).isNotEqualTo(first);
    new RandomRanker(2).score(3, second);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void neighboursAddTheirShrunkCosine() {
    // Raters: 0 three, 1 two, 2 one. Common: 0-1 two, 0-2 one, 1-2 one. Shrinkage 1:
    // s01 = 2 / (sqrt(6) + 1), s02 = 1 / (sqrt(3) + 1), s12 = 1 / (sqrt(2) + 1).
    float[] scores = new float[4];
    new ItemNeighbours(TRAIN, 2, 1).score(history(0, 1), scores);
    float s01 = (float) (2 / (Math.sqrt(6) + 1));
    float s02 = (float) (1 / (Math.sqrt(3) + 1));
    float s12 = (float) (1 / (Math.sqrt(2) + 1));
    assertThat(scores).containsExactly(new float[] {s01, s01, s02 + s12, 0}, within(1e-6f));
  }

  @Test
  void aMovieAddsToItsOwnNearestNeighboursOnly() {
    // One neighbour each: 0's is 1 (.58 against .37), so 0 adds nothing to 2.
    float[] scores = new float[4];
    new ItemNeighbours(TRAIN, 1, 1).score(history(0), scores);
    assertThat(scores[1]).isEqualTo((float) (2 / (Math.sqrt(6) + 1)), within(1e-6f));
    assertThat(scores[2]).isZero();
  }

  @Test
  void alsSolvesForTheUserAtRequestTime() {
    // Rank 1, vectors 1, 2, 0; alpha 1, regularisation .5: YtY = 5. History {0, 1}:
    // (5 + 1 (1 + 4) + .5 x 2) x = (1 + 1) (1 + 2), x = 6/11.
    ImplicitAls als =
        new ImplicitAls(new AlsSettings(1, 1, 0.5, 1, 0), new float[][] {{1}, {2}, {0}, {0}});
    assertThat(als.userVector(history(0, 1)))
        .containsExactly(new double[] {6 / 11.0}, within(1e-12));
    float[] scores = new float[4];
    als.score(history(0, 1), scores);
    assertThat(scores).containsExactly(new float[] {6 / 11f, 12 / 11f, 0, 0}, within(1e-6f));
    als.score(history(), scores);
    assertThat(scores).containsOnly(0);
  }

  private static History history(int... movies) {
    return new History(movies, new float[movies.length], new long[movies.length]);
  }
}
