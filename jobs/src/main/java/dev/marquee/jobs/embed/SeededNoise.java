package dev.marquee.jobs.embed;

import java.util.Arrays;
import java.util.Random;

/** Normal values that depend on a seed and a name alone. */
final class SeededNoise {
  private final long seed;

  SeededNoise(long seed) {
    this.seed = seed;
  }

  /** Standard normal values. */
  double[] gaussian(String name, int size) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    // Random's sequence is fixed by its specification, on every machine and Java version.
    Random random = new Random(hash ^ hash >>> 32);
    double[] values = new double[size];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  /** Mean zero and the given norm. */
  static double[] scaled(double[] vector, double norm) {
    double mean = Arrays.stream(vector).sum() / vector.length;
    double length =
        Math.sqrt(Arrays.stream(vector).map(value -> (value - mean) * (value - mean)).sum());
    return Arrays.stream(vector).map(value -> (value - mean) * norm / length).toArray();
  }
}
