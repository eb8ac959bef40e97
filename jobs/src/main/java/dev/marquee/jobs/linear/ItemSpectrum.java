package dev.marquee.jobs.linear;

import java.util.Random;

/**
 * The leading right singular vectors V of a users-by-movies matrix X of zeros and ones and the
 * squares of their singular values, so that {@code X^T X} is close to {@code V diag(s) V^T}.
 *
 * <p>Found by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4, on
 * the smaller of the two sides and with a Rayleigh-Ritz step at the end). With width = rank + 16,
 * small = min(users, movies) and large = max(users, movies) it costs O(entries x width + small x
 * width^2) a round, 6 rounds, and O(large x width^2 + width^3) at the end; beside X and its
 * transpose it holds O(small x width) doubles and the result. The same input and seed give the same
 * numbers.
 */
public final class ItemSpectrum {
  private static final int ROUNDS = 6;
  private static final int OVERSAMPLING = 16;

  /** Squares below this share of the largest are rounding. */
  private static final double ZERO = 1e-10;

  private final int movies;
  private final float[] vectors;
  private final double[] squares;

  private ItemSpectrum(int movies, float[] vectors, double[] squares) {
    this.movies = movies;
    this.vectors = vectors;
    this.squares = squares;
  }

  /**
   * Computes the spectrum.
   *
   * @param interactions users by movies, at least one of each
   * @param rank vectors wanted, at least 1; there are no more of them than users or movies
   */
  public static ItemSpectrum of(BinaryMatrix interactions, int rank, long seed) {
    if (interactions.rows() < 1 || interactions.columns() < 1 || rank < 1) {
      throw new IllegalArgumentException(
          "users %d, movies %d, rank %d: expected at least one of each"
              .formatted(interactions.rows(), interactions.columns(), rank));
    }
    boolean byMovies = interactions.rows() < interactions.columns();
    BinaryMatrix tall = byMovies ? interactions.transposed() : interactions;
    int kept = Math.min(rank, tall.columns());
    double[][] basis =
        gaussian(tall.columns(), Math.min(kept + OVERSAMPLING, tall.columns()), seed);
    for (int round = 0; round < ROUNDS; round++) {
      basis = OrthonormalBasis.of(tall.gramTimes(basis));
    }
    SymmetricEigen ritz = SymmetricEigen.of(imageGram(tall, basis));
    double[] squares = new double[kept];
    double[] factors = new double[kept];
    for (int i = 0; i < kept; i++) {
      boolean positive = ritz.values()[i] > ZERO * ritz.values()[0];
      squares[i] = positive ? ritz.values()[i] : 0;
      factors[i] = !positive ? 0 : byMovies ? 1 / Math.sqrt(squares[i]) : 1;
    }
    double[][] rotation = scaled(ritz.vectors(), factors);
    int movies = interactions.columns();
    float[] vectors = new float[movies * kept];
    double[] image = new double[basis[0].length];
    double[] vector = new double[kept];
    for (int movie = 0; movie < movies; movie++) {
      if (byMovies) {
        tall.sumInto(movie, basis, image);
      }
      DenseRows.multiply(byMovies ? image : basis[movie], rotation, vector);
      for (int i = 0; i < kept; i++) {
        vectors[movie * kept + i] = (float) vector[i];
      }
    }
    return new ItemSpectrum(movies, vectors, squares);
  }

  /** Number of movies. */
  public int movies() {
    return movies;
  }

  /** Number of singular vectors: what was asked for, or the number of users or movies. */
  public int rank() {
    return squares.length;
  }

  /**
   * V, row-major {@code float[movies][rank]}. Its columns are orthonormal, but those of singular
   * value 0 are 0; so are the rows of movies without users.
   */
  public float[] vectors() {
    return vectors;
  }

  /** The squared singular values, {@code double[rank]}, largest first. */
  public double[] squaredSingularValues() {
    return squares;
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

  /** {@code (X D)^T (X D)}, upper triangle, four rows of X at a time. */
  private static double[][] imageGram(BinaryMatrix matrix, double[][] dense) {
    int width = dense[0].length;
    double[][] gram = new double[width][width];
    double[][] images = new double[4][width];
    for (int row = 0; row < matrix.rows(); row += 4) {
      for (int i = 0; i < 4; i++) {
        if (row + i < matrix.rows()) {
          matrix.sumInto(row + i, dense, images[i]);
        } else {
          images[i] = new double[width];
        }
      }
      DenseRows.addGram(gram, images[0], images[1], images[2], images[3]);
    }
    return gram;
  }

  /** The leading columns, each times its factor. */
  private static double[][] scaled(double[][] matrix, double[] factors) {
    double[][] scaled = new double[matrix.length][factors.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int i = 0; i < factors.length; i++) {
        scaled[row][i] = matrix[row][i] * factors[i];
      }
    }
    return scaled;
  }
}
