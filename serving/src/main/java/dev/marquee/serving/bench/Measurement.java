package dev.marquee.serving.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What became of all requests of a stretch of time. */
final class Measurement {
  private final long[] nanos;
  private final double seconds;
  private final int errors;

  /**
   * Takes over the array.
   *
   * @param nanos how long each request took
   * @param seconds how long all of them took together
   * @param errors answers without success among them
   */
  Measurement(long[] nanos, double seconds, int errors) {
    this.nanos = nanos;
    this.seconds = seconds;
    this.errors = errors;
    Arrays.sort(nanos);
  }

  /** Answers per second. */
  double perSecond() {
    return nanos.length / seconds;
  }

  /** The time in which a share of the requests was answered, in milliseconds; NaN for none. */
  double milliseconds(double share) {
    if (nanos.length == 0) {
      return Double.NaN;
    }
    int place = (int) Math.ceil(share * nanos.length) - 1;
    return (double) nanos[Math.max(0, place)] / TimeUnit.MILLISECONDS.toNanos(1);
  }

  /** Answers without success. */
  int errors() {
    return errors;
  }
}
