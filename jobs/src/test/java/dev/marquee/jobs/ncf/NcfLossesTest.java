package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two users, three columns; probabilities are chosen so that the sums can be done by hand. */
class NcfLossesTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final NDArray logits =
      manager.create(
          new float[][] {
            {(float) Math.log(2), 0, 0}, {0, (float) Math.log(3), 0},
          });

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray marks(float... rows) {
    return manager.create(rows).reshape(2, 3);
  }

  @Test
  void softmaxIsTheCrossEntropyOfEachWantedMovie() {
    // Probabilities (1/2, 1/4, 1/4) and (1/5, 3/5, 1/5); wanted 0 and 1 of the first, 1 of the
    // second: -ln(1/2) - ln(1/4) - ln(3/5).
    float loss = NcfLosses.softmax(logits, marks(1, 1, 0, 0, 1, 0)).getFloat();

    assertThat((double) loss).isEqualTo(-Math.log(0.5 * 0.25 * 0.6), within(1e-5));
  }

  @Test
  void logLossCountsEveryDraw() {
    // Sigmoids: ln 2 gives 2/3, 0 gives 1/2, ln 3 gives 3/4. Wanted 0 of the first; 1 drawn twice
    // as its negative, and 1 of the second once: -ln(2/3) - 2 ln(1/2) - ln(1/4).
    float loss =
        NcfLosses.logLoss(logits, marks(1, 0, 0, 0, 0, 0), marks(0, 2, 0, 0, 1, 0)).getFloat();

    assertThat((double) loss).isEqualTo(-Math.log(2.0 / 3 * 0.25 * 0.25), within(1e-5));
  }

  @Test
  void bprComparesPairsByTheirWeights() {
    // Wanted 0 against 1 of the first user: sigmoid(ln 2) = 2/3; wanted 3 (column 0) against 4 of
    // the second: sigmoid(-ln 3) = 1/4.
    NDArray wanted = manager.create(new long[] {0, 3});
    NDArray negatives = manager.create(new long[] {1, 4});

    NDArray weights = manager.create(new float[] {1, 0.5f});

    float loss = NcfLosses.bpr(logits, wanted, weights, negatives).getFloat();

    assertThat((double) loss).isEqualTo(-Math.log(2.0 / 3) - 0.5 * Math.log(0.25), within(1e-5));
  }
}
