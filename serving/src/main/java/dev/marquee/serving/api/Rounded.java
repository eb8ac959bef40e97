package dev.marquee.serving.api;

/** Figures as clients see them: four decimals, for nobody can use more. */
final class Rounded {
  private static final double SCALE = 1e4;

  private Rounded() {}

  static double of(double value) {
    return Math.rint(value * SCALE) / SCALE;
  }
}
