package dev.marquee.evaluation.baseline;

import java.util.List;

/**
 * Settings of implicit ALS.
 *
 * @param rank length of the vectors
 * @param alpha confidence of a rating above that of none: 1 + alpha (Hu, Koren, Volinsky 2008)
 * @param regularization weight of the L2 norm, times the number of ratings of the user or movie
 * @param iterations alternations of movies and users
 * @param seed of the first vectors
 */
public record AlsSettings(
    int rank, double alpha, double regularization, int iterations, long seed) {
  /** 64 dimensions, as in the reference figures. */
  public static final AlsSettings DEFAULT = new AlsSettings(64, 1, 0.1, 12, 42);

  /** Few and different enough that a validation cut tells them apart. */
  public static final List<AlsSettings> CHOICES =
      List.of(DEFAULT, DEFAULT.with(0.5, 0.1), DEFAULT.with(1, 0.15), DEFAULT.with(2, 0.15));

  /** These settings with another confidence and regularisation. */
  public AlsSettings with(double newAlpha, double newRegularization) {
    return new AlsSettings(rank, newAlpha, newRegularization, iterations, seed);
  }
}
