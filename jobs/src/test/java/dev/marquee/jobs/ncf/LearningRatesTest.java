package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRatesTest {
  @Test
  void warmsUpThenFallsByHalfACosine() {
    // 10 steps an epoch, 1 warm-up epoch, 3 epochs: steps 1-10 rise, 11-30 fall to a tenth.
    var config = NcfFixtures.config("ncf.learningRate=1", "ncf.warmupEpochs=1", "ncf.epochs=3");
    LearningRates rates = new LearningRates(config, 10);

    assertThat(rates.getNewValue(1)).isEqualTo(0.1f, within(1e-6f));
    assertThat(rates.getNewValue(10)).isEqualTo(1f, within(1e-6f));
    // Half-way: 0.1 + 0.9 (1 + cos(pi / 2)) / 2 = 0.55.
    assertThat(rates.getNewValue(20)).isEqualTo(0.55f, within(1e-6f));
    assertThat(rates.getNewValue(30)).isEqualTo(0.1f, within(1e-6f));
    assertThat(rates.getNewValue(999)).isEqualTo(0.1f, within(1e-6f));
  }

  @Test
  void staysConstantIfAskedTo() {
    var config =
        NcfFixtures.config(
            "ncf.learningRate=0.5", "ncf.warmupEpochs=0", "ncf.learningRateSchedule=constant");
    LearningRates rates = new LearningRates(config, 10);

    assertThat(rates.getNewValue(1)).isEqualTo(0.5f);
    assertThat(rates.getNewValue(500)).isEqualTo(0.5f);
  }
}
