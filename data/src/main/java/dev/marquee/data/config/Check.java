package dev.marquee.data.config;

/** Range checks for configuration values; each failure names the key, the value and the range. */
public final class Check {
  private Check() {}

  /** Refuses a value below the minimum, and NaN. */
  public static void atLeast(String key, double value, double minimum) {
    // Negated, so that NaN fails as well.
    if (!(value >= minimum)) {
      throw new IllegalArgumentException(
          key + " is " + text(value) + ", expected at least " + text(minimum));
    }
  }

  /** Refuses a value outside the range, and NaN. */
  public static void between(String key, double value, double minimum, double maximum) {
    if (!(value >= minimum && value <= maximum)) {
      throw new IllegalArgumentException(
          key + " is " + text(value) + ", expected " + text(minimum) + " to " + text(maximum));
    }
  }

  /** Refuses 0, less, and what is no finite number. */
  public static void positive(String key, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(key + " is " + text(value) + ", expected more than 0");
    }
  }

  /** A number as it would be written in a file: whole numbers, which most are, without a point. */
  private static String text(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
