package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
  /**
   * Differences .1, .3, .2, .2: mean .2, squared deviations .01 + .01, variance .02 / 3, standard
   * error sqrt(.02 / 3 / 4) = .040825.
   */
  @Test
  void aHandWorkedDifference() {
    double[] values = {0.1, 0.9, 0.5, 0.7};
    double[] reference = {0, 0.6, 0.3, 0.5};

    PairedDifference difference = PairedDifference.of(values, reference);

    assertThat(difference.mean()).isEqualTo(0.2, within(1e-12));
    assertThat(difference.standardError()).isEqualTo(0.040825, within(1e-6));
    assertThat(difference.exceeds(4.8)).isTrue();
    assertThat(difference.exceeds(5)).isFalse();
    assertThat(PairedDifference.of(reference, values).exceeds(1)).isFalse();
  }

  @Test
  void aGainThatOneUserMakesAloneIsNotClear() {
    assertThat(PairedDifference.of(new double[] {1, 0, 0, 0}, new double[4]).exceeds(1)).isFalse();
  }

  @Test
  void noDifferenceIsNoGain() {
    assertThat(PairedDifference.of(new double[3], new double[3]).exceeds(1)).isFalse();
    assertThat(PairedDifference.of(new double[0], new double[0]).exceeds(1)).isFalse();
  }

  @Test
  void otherUsersAreRefused() {
    assertThatThrownBy(() -> PairedDifference.of(new double[2], new double[3]))
        .hasMessageContaining("2 values beside 3");
  }
}
