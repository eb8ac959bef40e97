package dev.marquee.jobs.linear;

import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The leading eigenvectors V of {@code X^T X + share F F^T} and their eigenvalues s: X are users by
 * movies, zeros and ones; F, where there is one, are movies by features, so that movies of similar
 * content stand together as movies of the same users do (Jeunen, Van Balen and Goethals 2020,
 * "Closed-form models for collaborative filtering with side-information", collective EASE).
 *
 * <p>Found by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4, with
 * a Rayleigh-Ritz step at the end). With width = rank + 16 it costs O(entries x width + movies x
 * width^2) a round, 6 rounds and a last one, and O(width^3) at the end; beside X and F it holds
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

  /** The spectrum of the interactions alone. */
  public static ItemSpectrum of(BinaryMatrix interactions, int rank, long seed) {
    return of(interactions, null, 0, rank, seed);
  }

  /**
   * Computes the spectrum.
   *
   * @param interactions users by movies, at least one of each
   * @param features a row of length 1 for each movie that has some; null for none
   * @param share how many users a movie's content counts like, at least 0
   * @param rank vectors wanted, at least 1; there are no more of them than movies, and without
   *     features no more than users
   */
  public static ItemSpectrum of(
      BinaryMatrix interactions, SparseMatrix features, double share, int rank, long seed) {
    int movies = interactions.columns();
    boolean content = features != null && share > 0;
    if (interactions.rows() < 1 || movies < 1 || rank < 1) {
      throw new IllegalArgumentException(
          "users %d, movies %d, rank %d: expected at least one of each"
              .formatted(interactions.rows(), movies, rank));
    }
    if (content && features.rows() != movies) {
      throw new IllegalArgumentException(
          "features of %d movies: expected %d".formatted(features.rows(), movies));
    }
    int most = content ? movies : Math.min(movies, interactions.rows());
    int kept = Math.min(rank, most);
    double[][] basis = gaussian(movies, Math.min(kept + OVERSAMPLING, most), seed);
    UnaryOperator<double[][]> gramTimes =
        dense -> {
          double[][] product = interactions.gramTimes(dense);
          if (content) {
            features.addGramTimes(share, dense, product);
          }
          return product;
        };
    for (int round = 0; round < ROUNDS; round++) {
      basis = OrthonormalBasis.of(gramTimes.apply(basis));
    }
    SymmetricEigen ritz = SymmetricEigen.of(DenseRows.product(basis, gramTimes.apply(basis)));
    double[] eigenvalues = new double[kept];
    double[] factors = new double[kept];
    for (int i = 0; i < kept; i++) {
      boolean positive = ritz.values()[i] > ZERO * ritz.values()[0];
      eigenvalues[i] = positive ? ritz.values()[i] : 0;
      factors[i] = positive ? 1 : 0;
    }
    double[][] rotation = DenseRows.scaled(ritz.vectors(), factors);
    return new ItemSpectrum(movies, DenseRows.flat(DenseRows.times(basis, rotation)), eigenvalues);
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
   * The eigenvalues, {@code double[rank]}, largest first; without features squared singular values
   * of X.
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
