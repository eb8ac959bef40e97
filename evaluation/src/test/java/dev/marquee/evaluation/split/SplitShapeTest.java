package dev.marquee.evaluation.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitShapeTest {
  private static final Catalogue CATALOGUE = TestSplits.catalogue(12);
  private static final Interactions RATINGS =
      TestSplits.interactions(
          12, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new int[] {9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
  private static final long[] IDS = {1, 2};

  @Test
  void aTemporalCutIsKnownByItsTimes() {
    SplitShape shape = SplitShape.of(Cut.TEMPORAL.apply("cut", CATALOGUE, IDS, RATINGS, 0.2, 1));
    assertThat(shape).isEqualTo(new SplitShape(false, false, true));
    assertThat(shape.cut()).isEqualTo(Cut.TEMPORAL);
    assertThat(shape.candidates()).isEqualTo(CandidateRule.ALL);
  }

  @Test
  void aRandomCutIsNot() {
    SplitShape shape = SplitShape.of(Cut.RANDOM.apply("cut", CATALOGUE, IDS, RATINGS, 0.5, 1));
    assertThat(shape.latest()).isFalse();
    assertThat(shape.cut()).isEqualTo(Cut.RANDOM);
  }

  @Test
  void moviesWithoutTrainingRatingsCompeteAmongThemselves() {
    Interactions train = TestSplits.interactions(12, new int[] {0, 1}, new int[] {1, 2});
    Interactions test = TestSplits.interactions(12, new int[] {3}, new int[] {4, 3});
    SplitShape shape = SplitShape.of(TestSplits.split(CATALOGUE, train, test));
    assertThat(shape.newMovies()).isTrue();
    assertThat(shape.candidates()).isEqualTo(CandidateRule.TEST);
  }
}
