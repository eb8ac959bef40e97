package dev.marquee.serving.recommend;

/**
 * Seeded exploration: noise is added to each score, so that the order is a draw from the
 * Plackett-Luce distribution with {@code exp(score / strength)} as odds (the Gumbel trick). The
 * noise depends on seed and movie alone: the same seed gives the same list, page after page.
 *
 * @param strength scale of the noise in the score's unit (standard deviations); 0 turns it off
 * @param seed picks the draw
 */
public record Exploration(double strength, long seed) {

  /** No noise. */
  public static final Exploration OFF = new Exploration(0, 0);

  /** Refuses a negative strength. */
  public Exploration {
    if (!(strength >= 0) || !Double.isFinite(strength)) {
      throw new IllegalArgumentException("exploration is " + strength + ", expected 0 or more");
    }
  }

  /** What is added to the score of a movie. */
  double noise(long movieId) {
    if (strength == 0) {
      return 0;
    }
    // SplitMix64's finalizer: neighbouring ids get unrelated noise.
    long bits = seed * 0x9E3779B97F4A7C15L + movieId;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    bits ^= bits >>> 31;
    double uniform = ((bits >>> 11) + 0.5) * 0x1.0p-53;
    return -strength * Math.log(-Math.log(uniform));
  }
}
