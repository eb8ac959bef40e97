package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PopularityTest {
  @Test
  void dampedMeanGivesEveryMovieRatingsInAdvance() {
    // Two ratings 5 and 4, ten of 3.5 in advance: (9 + 35) / 12 = 44 / 12.
    assertThat(Popularity.dampedMean(9, 2, 10, 3.5)).isCloseTo(44.0 / 12, within(1e-12));
    // With 1000 ratings of 4.5 the ten hardly count: (4500 + 35) / 1010 = 4.490099...
    assertThat(Popularity.dampedMean(4500, 1000, 10, 3.5)).isCloseTo(4.490099, within(1e-6));
  }

  @Test
  void dampedMeanWithoutDampingIsTheMean() {
    assertThat(Popularity.dampedMean(9, 2, 0, 3.5)).isEqualTo(4.5);
  }

  @Test
  void dampedMeanWithoutRatingsIsTheGlobalMean() {
    assertThat(Popularity.dampedMean(0, 0, 10, 3.5)).isEqualTo(3.5);
    assertThat(Popularity.dampedMean(0, 0, 0, 3.5)).isEqualTo(3.5);
  }

  @Test
  void wilsonLowerBoundByHand() {
    // 8 likes of 10, z = 2: p = 0.8, z^2 = 4.
    // centre 0.8 + 4/20 = 1; margin 2 sqrt((0.16 + 4/40) / 10) = 2 sqrt(0.026) = 0.3224903;
    // (1 - 0.3224903) / (1 + 0.4) = 0.4839355.
    assertThat(Popularity.wilsonLowerBound(8, 10, 2)).isCloseTo(0.4839355, within(1e-7));
    // All of n: p = 1, so the bound is n / (n + z^2). 12 of 12, z = 2: 12 / 16.
    assertThat(Popularity.wilsonLowerBound(12, 12, 2)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void wilsonLowerBoundTrustsManyMoreThanFew() {
    assertThat(Popularity.wilsonLowerBound(90, 100, 1.96))
        .isGreaterThan(Popularity.wilsonLowerBound(9, 10, 1.96))
        .isLessThan(0.9);
  }

  @Test
  void wilsonLowerBoundOfNothingIsZero() {
    assertThat(Popularity.wilsonLowerBound(0, 0, 1.96)).isZero();
    for (long count = 1; count < 1000; count++) {
      assertThat(Popularity.wilsonLowerBound(0, count, 1.96)).isBetween(0.0, 1e-15);
    }
  }

  @Test
  void trendHalvesWithEachHalfLife() {
    long newest = 1_000_000_000L;
    long day = 86_400;
    assertThat(Popularity.trendWeight(newest, newest, 90)).isEqualTo(1);
    assertThat(Popularity.trendWeight(newest - 90 * day, newest, 90)).isEqualTo(0.5);
    assertThat(Popularity.trendWeight(newest - 270 * day, newest, 90)).isEqualTo(0.125);
    assertThat(Popularity.trendWeight(newest - 45 * day, newest, 90))
        .isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void scaleMapsTheRangeToZeroToOne() {
    assertThat(Popularity.scale(0.5, 0.5, 5)).isZero();
    assertThat(Popularity.scale(2.75, 0.5, 5)).isEqualTo(0.5);
    assertThat(Popularity.scale(5, 0.5, 5)).isEqualTo(1);
    assertThat(Popularity.scale(6, 0.5, 5)).isEqualTo(1);
    assertThat(Popularity.scale(0, 0.5, 5)).isZero();
    assertThat(Popularity.scale(1, 1, 1)).isEqualTo(1);
  }
}
