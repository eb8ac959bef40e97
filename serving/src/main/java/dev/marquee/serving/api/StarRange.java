package dev.marquee.serving.api;

/**
 * The ratings that are allowed.
 *
 * @param least stars
 * @param most stars
 */
public record StarRange(double least, double most) {

  /** Refuses a range that is upside down. */
  public StarRange {
    if (!(least < most)) {
      throw new IllegalArgumentException(
          "stars from %s to %s, expected the lower first".formatted(least, most));
    }
  }

  /** Whether a rating is allowed. */
  public boolean allows(double stars) {
    return stars >= least && stars <= most;
  }

  /** The range in words. */
  public String expected() {
    return "stars from %s to %s".formatted(least, most);
  }
}
