package dev.marquee.serving.recommend;

/** Checks of shares. */
final class Strength {
  private Strength() {}

  /** Refuses what is not 0 to 1. */
  static void check(String name, double value) {
    // Negated, so that NaN fails as well.
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 0 to 1");
    }
  }
}
