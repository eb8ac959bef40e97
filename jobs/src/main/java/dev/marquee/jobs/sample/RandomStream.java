package dev.marquee.jobs.sample;

import java.util.SplittableRandom;

/**
 * Seeded draws that are the same on every machine: everything is derived from {@link
 * SplittableRandom#nextDouble()} by exact arithmetic and {@link StrictMath}, because {@code
 * Math.exp} and the library's own Gaussians may differ between Java runtimes.
 */
final class RandomStream {
  private final SplittableRandom random;

  private RandomStream(SplittableRandom random) {
    this.random = random;
  }

  /** The stream of a seed. */
  static RandomStream of(long seed) {
    return new RandomStream(new SplittableRandom(seed));
  }

  /** A new stream, independent of what is drawn from this one afterwards. */
  RandomStream split() {
    return new RandomStream(random.split());
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  /** Uniform in [from, to). */
  double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Uniform in 0 to bound - 1. */
  int index(int bound) {
    return (int) (uniform() * bound);
  }

  /** Standard normal, by the polar method of Marsaglia and Bray (1964). */
  double gaussian() {
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        return x * Math.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /** Exponential with mean 1. */
  double exponential() {
    return -StrictMath.log(1 - uniform());
  }

  /** Log-normal: exp(ln median + sigma x gaussian). */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Poisson, by Knuth's product of uniforms; meant for small means. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      count++;
    }
    return count;
  }

  /** An index drawn in proportion to {@code weights}, of which at least one is positive. */
  int weighted(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = uniform() * total;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    if (last < 0) {
      throw new IllegalArgumentException("no positive weight among " + weights.length);
    }
    return last;
  }
}
