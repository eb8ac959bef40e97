package dev.marquee.jobs.config;

/** Range checks for configuration values; each failure names the key, the value and the range. */
final class Check {
  private Check() {}

  static void atLeast(String key, double value, double minimum) {
    // Negated, so that NaN fails as well.
    if (!(value >= minimum)) {
      throw new IllegalArgumentException(key + " is " + value + ", expected at least " + minimum);
    }
  }

  static void between(String key, double value, double minimum, double maximum) {
    if (!(value >= minimum && value <= maximum)) {
      throw new IllegalArgumentException(
          key + " is " + value + ", expected " + minimum + " to " + maximum);
    }
  }

  static void positive(String key, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(key + " is " + value + ", expected more than 0");
    }
  }
}
