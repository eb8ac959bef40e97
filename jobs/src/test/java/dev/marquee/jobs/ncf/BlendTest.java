package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlendTest {
  /** The last three are alike, the second of them ahead by a hair that one user alone makes. */
  @Test
  void theMiddleOfWhatIsAsGoodAsTheBestIsTaken() {
    double[] poor = {0.1, 0.2, 0.1, 0.2};
    double[] good = {0.4, 0.5, 0.4, 0.5};
    double[] ahead = {0.4, 0.5, 0.4, 0.51};

    assertThat(Blend.middle(List.of(poor, good, ahead, good))).isEqualTo(2);
    assertThat(Blend.middle(List.of(ahead, good, good, poor))).isEqualTo(1);
  }

  @Test
  void whatIsClearlyTheBestIsTakenAlone() {
    double[] poor = {0.1, 0.2, 0.1, 0.2};
    double[] good = {0.4, 0.5, 0.41, 0.5};

    assertThat(Blend.middle(List.of(good, poor, poor))).isZero();
    assertThat(Blend.middle(List.of(poor, poor, good))).isEqualTo(2);
  }
}
