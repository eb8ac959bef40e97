package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.linear.ItemGram;
import org.junit.jupiter.api.Test;

class LinearBranchTest {
  /** Movies 0 and 1 have the same four users, movie 2 one other: squares 8 and 1, and a 0. */
  private static final int[][] HISTORIES = {{0, 1}, {0, 1}, {1, 0}, {1, 0}, {2}};

  @Test
  void aComponentShrinksByTheInverseOfItsVariance() {
    LinearBranch.Spectrum spectrum =
        LinearBranch.Spectrum.of(
            NcfFixtures.interactions(3, HISTORIES), null, ItemGram.Shares.NONE, 3, /* seed= */ 1);

    PoolingBlock pooling = spectrum.whole(10, PoolingBlock.plain(LinearBranch.NAME, 0)).pooling();

    assertThat(pooling.shrinkage()).hasSize(3);
    assertThat(pooling.shrinkage()[0]).isEqualTo(32, within(1e-3f));
    assertThat(pooling.shrinkage()[1]).isEqualTo(256, within(1e-3f));
    assertThat(pooling.shrinkage()[2]).isZero();
  }

  /** A table of the spectrum stays within 2^25 numbers, but what is kept is computed. */
  @Test
  void largeCataloguesHaveFewerVectorsOfTheSpectrum() {
    assertThat(LinearBranch.Spectrum.vectors(10_000, 256)).isEqualTo(1_024);
    assertThat(LinearBranch.Spectrum.vectors(60_000, 256)).isEqualTo(559);
    assertThat(LinearBranch.Spectrum.vectors(1_000_000, 256)).isEqualTo(256);
  }
}
