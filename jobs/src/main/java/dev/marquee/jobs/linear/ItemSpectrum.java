package dev.marquee.jobs.linear;

import java.util.Random;

/**
 * The leading eigenvectors V of an {@link ItemGram} and their eigenvalues s.
 *
 * <p>Found by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4, with
 * a Rayleigh-Ritz step at the end). With width = rank + 16 it costs O(entries x width + movies x
 * width^2) a round, 6 rounds and a last one, and O(width^3) at the end; beside the matrix it holds
 * O((movies + features) x width) doubles and the result. The same input and seed give the same
 * numbers.
 */
public final class ItemSpectrum {
  private static final int ROUNDS = 6;
  private static final int OVERSAMPLING = 16;

  /** Eigenvalues below this share of the largest are rounding. */
  private static final double ZERO = 1e-10;

  private final int movies;
  private final float[] vectors;
  private final double[] eigenvalues;

  private ItemSpectrum(int movies, float[] vectors, double[] eigenvalues) {
    this.movies = movies;
    this.vectors = vectors;
    this.eigenvalues = eigenvalues;
  }

  /**
   * Computes the spectrum.
   *
   * @param rank vectors wanted, at least 1; there are no more of them than movies, and of
   *     interactions alone no more than users
   */
  public static ItemSpectrum of(ItemGram gram, int rank, long seed) {
    if (rank < 1) {
      throw new IllegalArgumentException("rank %d: expected at least 1".formatted(rank));
    }
    int kept = Math.min(rank, gram.mostRank());
    int width = Math.min(kept + OVERSAMPLING, gram.mostRank());
    double[][] basis = gaussian(gram.movies(), width, seed);
    for (int round = 0; round < ROUNDS; round++) {
      basis = OrthonormalBasis.of(gram.times(basis));
    }
    SymmetricEigen ritz = SymmetricEigen.of(DenseRows.product(basis, gram.times(basis)));
    double[] eigenvalues = new double[kept];
    double[] factors = new double[kept];
    for (int i = 0; i < kept; i++) {
      boolean positive = ritz.values()[i] > ZERO * ritz.values()[0];
      eigenvalues[i] = positive ? ritz.values()[i] : 0;
      factors[i] = positive ? 1 : 0;
    }
    double[][] rotation = DenseRows.scaled(ritz.vectors(), factors);
    return new ItemSpectrum(
        gram.movies(), DenseRows.flat(DenseRows.times(basis, rotation)), eigenvalues);
  }

  /** Number of movies. */
  public int movies() {
    return movies;
  }

  /** Number of vectors: what was asked for, or as many as there can be. */
  public int rank() {
    return eigenvalues.length;
  }

  /**
   * V, row-major {@code float[movies][rank]}. Its columns are orthonormal, but those of eigenvalue
   * 0 are 0; so are the rows of movies without users and features.
   */
  public float[] vectors() {
    return vectors;
  }

  /**
   * The eigenvalues, {@code double[rank]}, largest first; of interactions alone the squared
   * singular values of X.
   */
  public double[] eigenvalues() {
    return eigenvalues;
  }

  private static double[][] gaussian(int rows, int width, long seed) {
    Random random = new Random(seed);
    double[][] matrix = new double[rows][width];
    for (double[] row : matrix) {
      for (int i = 0; i < width; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return matrix;
  }
}
