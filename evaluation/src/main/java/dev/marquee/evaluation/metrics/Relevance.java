package dev.marquee.evaluation.metrics;

import java.util.Locale;

/** Which held-out ratings a list should have found. */
public enum Relevance {
  /** Every held-out rating: the user chose to watch. */
  ALL(Float.NEGATIVE_INFINITY),
  /** Held-out ratings of at least 4 stars. */
  LIKED(4f);

  private final float minimum;

  Relevance(float minimum) {
    this.minimum = minimum;
  }

  /** Whether a rating of so many stars counts. */
  public boolean includes(float rating) {
    return rating >= minimum;
  }

  /** The name in files and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
