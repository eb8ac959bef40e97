package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Times work on a device beside its bare matrix products. The two alternate, after a round of each
 * that is not counted, so that a slow minute of the machine hits both.
 *
 * @param device what both compute on
 * @param secondsPerRound time of one measurement
 */
record SpeedComparison(Device device, double secondsPerRound) {
  private static final int ROUNDS = 5;

  /** Something to time. */
  interface Work {
    /** Does a piece of work and returns how many samples it was. */
    long run();
  }

  private record Speed(double samples, double flops) {}

  /**
   * Measures and prints a line: medians over the rounds, and of the ratios also the range.
   *
   * @param unit of samples a second, such as "users/s"
   * @param flops floating-point operations that a sample of {@code work} takes
   */
  void run(
      PrintStream out, String name, String unit, long flops, Work work, MatrixProducts products) {
    measure(work, flops);
    measure(products, products.flopsPerSample());
    Speed[] ours = new Speed[ROUNDS];
    Speed[] bare = new Speed[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = measure(work, flops);
      bare[round] = measure(products, products.flopsPerSample());
    }
    double[] ratios =
        IntStream.range(0, ROUNDS)
            .mapToDouble(round -> ours[round].flops() / bare[round].flops())
            .sorted()
            .toArray();
    out.printf(
        Locale.ROOT,
        "%-18s %,12.0f %s  %6.1f GFLOP/s  bare matrix products %6.1f GFLOP/s  ratio %.0f %%"
            + " (%.0f-%.0f)%n",
        name,
        median(ours, Speed::samples),
        unit,
        median(ours, Speed::flops) / 1e9,
        median(bare, Speed::flops) / 1e9,
        100 * ratios[ROUNDS / 2],
        100 * ratios[0],
        100 * ratios[ROUNDS - 1]);
  }

  /** Samples and floating-point operations a second. */
  private Speed measure(Work work, long flopsPerSample) {
    long started = System.nanoTime();
    long samples = 0;
    while ((System.nanoTime() - started) / 1e9 < secondsPerRound) {
      samples += work.run();
    }
    // A GPU computes while the program goes on: what is queued belongs to this measurement.
    awaitDevice();
    double perSecond = samples / ((System.nanoTime() - started) / 1e9);
    return new Speed(perSecond, perSecond * flopsPerSample);
  }

  /** Reads a number that the device makes after all that was asked of it before. */
  private void awaitDevice() {
    try (NDManager manager = NDManager.newBaseManager(device)) {
      manager.zeros(new Shape()).getFloat();
    }
  }

  private static double median(Speed[] rounds, ToDoubleFunction<Speed> figure) {
    return Arrays.stream(rounds).mapToDouble(figure).sorted().toArray()[ROUNDS / 2];
  }
}
