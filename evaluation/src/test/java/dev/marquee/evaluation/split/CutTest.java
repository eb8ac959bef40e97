package dev.marquee.evaluation.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final Catalogue CATALOGUE = TestSplits.catalogue(12);

  /** Ten ratings, four ratings: floor(10 x .2) = 2 and floor(4 x .2) = 0 are held out. */
  private static final Interactions RATINGS =
      TestSplits.interactions(
          12, new int[] {3, 1, 4, 0, 5, 9, 2, 6, 8, 7}, new int[] {10, 11, 0, 1});

  private static final long[] IDS = {70, 80};

  @Test
  void temporalHoldsOutTheLatestFifth() {
    Split split = Cut.TEMPORAL.apply("cut", CATALOGUE, IDS, RATINGS, 0.2, 0);

    assertThat(split.userIds()).containsExactly(70);
    assertThat(split.trainRows()).containsExactly(0);
    assertThat(split.test().history(0).movies()).containsExactly(8, 7);
    assertThat(split.histories().history(0).movies()).containsExactly(3, 1, 4, 0, 5, 9, 2, 6);
    // The user with nothing held out is trained on all the same.
    assertThat(split.train().history(1).movies()).containsExactly(10, 11, 0, 1);
  }

  @Test
  void randomHoldsOutTheSameNumberBySeed() {
    Split split = Cut.RANDOM.apply("cut", CATALOGUE, IDS, RATINGS, 0.5, 7);
    Split again = Cut.RANDOM.apply("cut", CATALOGUE, IDS, RATINGS, 0.5, 7);
    Split other = Cut.RANDOM.apply("cut", CATALOGUE, IDS, RATINGS, 0.5, 8);

    assertThat(split.test().count(0)).isEqualTo(5);
    assertThat(split.test().count(1)).isEqualTo(2);
    assertThat(split.test().history(0).movies()).isEqualTo(again.test().history(0).movies());
    assertThat(split.test().history(0).movies()).isNotEqualTo(other.test().history(0).movies());
    int[] all =
        java.util.stream.IntStream.concat(
                Arrays.stream(split.test().history(0).movies()),
                Arrays.stream(split.histories().history(0).movies()))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void validationIsCutFromTrainAlone() {
    Split split = Cut.TEMPORAL.apply("cut", CATALOGUE, IDS, RATINGS, 0.2, 0);
    Split validation = split.validation(Cut.TEMPORAL, 0.25, 0);

    assertThat(validation.test().history(0).movies()).containsExactly(2, 6);
    assertThat(validation.test().history(1).movies()).containsExactly(1);
    assertThat(validation.train().size() + validation.test().size())
        .isEqualTo(split.train().size());
  }
}
