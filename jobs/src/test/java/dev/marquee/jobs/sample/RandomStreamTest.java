package dev.marquee.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private static final int DRAWS = 100_000;

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    RandomStream random = RandomStream.of(1);
    double[] draws = DoubleStream.generate(random::gaussian).limit(DRAWS).toArray();

    // Standard errors: 1 / sqrt(100,000) = 0.003 for the mean, sqrt(2 / 100,000) = 0.0045.
    assertThat(DoubleStream.of(draws).average().orElseThrow()).isCloseTo(0, within(0.015));
    assertThat(DoubleStream.of(draws).map(x -> x * x).average().orElseThrow())
        .isCloseTo(1, within(0.02));
  }

  @Test
  void exponentialAndPoissonHaveTheirMeans() {
    RandomStream random = RandomStream.of(2);

    assertThat(DoubleStream.generate(random::exponential).limit(DRAWS).average().orElseThrow())
        .isCloseTo(1, within(0.02));
    assertThat(
            DoubleStream.generate(() -> random.poisson(2.5)).limit(DRAWS).average().orElseThrow())
        .isCloseTo(2.5, within(0.03));
  }

  @Test
  void weightedDrawsFollowTheWeightsAndSkipZeros() {
    RandomStream random = RandomStream.of(3);
    int[] counts = new int[4];
    for (int i = 0; i < DRAWS; i++) {
      counts[random.weighted(new double[] {0, 1, 3, 0})]++;
    }

    // 1 : 3 of 100,000; standard error about 137.
    assertThat(counts[0]).isZero();
    assertThat(counts[1]).isCloseTo(25_000, within(700));
    assertThat(counts[3]).isZero();
    assertThatThrownBy(() -> random.weighted(new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sameSeedSameDrawsAndSplitsDiffer() {
    assertThat(RandomStream.of(9).gaussian()).isEqualTo(RandomStream.of(9).gaussian());
    RandomStream root = RandomStream.of(9);
    assertThat(root.split().uniform()).isNotEqualTo(root.split().uniform());
  }
}
