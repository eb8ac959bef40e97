package dev.marquee.jobs.linear;

/**
 * The linear item-to-item model EASE (Steck 2019, "Embarrassingly shallow autoencoders for sparse
 * data") in factored form: a user's score for an unseen movie is the dot product of the movie's
 * candidate vector with the sum of the history vectors of the seen movies.
 *
 * <pre>
 *   EASE (eq. 8):  P = (X^T X + lambda I)^-1,  B_ij = -P_ij / P_jj off the diagonal, 0 on it
 *   X^T X = V diag(s) V^T  with  D = s / (s + lambda)  gives  lambda P = I - V D V^T,
 *   for P is 1 / (s + lambda) = (1 - D) / lambda along V and 1 / lambda elsewhere;
 *   off the diagonal then  B_ij = (V D V^T)_ij / (1 - (V D V^T)_jj) = history_i . candidate_j
 *   with  history_i = V_i sqrt(D)  and  candidate_j = V_j sqrt(D) / (1 - sum_k V_jk^2 D_k).
 * </pre>
 *
 * <p>The diagonal, which is not 0 here, would only score movies already seen. With all singular
 * vectors the scores are those of EASE; with the leading ones, those of EASE on X's best
 * approximation of that rank.
 */
public final class LinearItemModel {
  private final int rank;
  private final float[] history;
  private final float[] candidate;

  private final double[] squares;

  LinearItemModel(int rank, float[] history, float[] candidate, double[] squares) {
    this.rank = rank;
    this.history = history;
    this.candidate = candidate;
    this.squares = squares;
  }

  /**
   * The model of a spectrum.
   *
   * @param lambda the regularisation, in users; above 0
   */
  public static LinearItemModel of(ItemSpectrum spectrum, double lambda) {
    if (!(lambda > 0)) {
      throw new IllegalArgumentException("lambda %s: expected above 0".formatted(lambda));
    }
    int rank = spectrum.rank();
    double[] shares = new double[rank];
    for (int i = 0; i < rank; i++) {
      double square = spectrum.eigenvalues()[i];
      shares[i] = square / (square + lambda);
    }
    // V's rows are at most 1 long, so no denominator is smaller; rounding shall not make it so.
    double leastDenominator = 1 - shares[0];
    float[] vectors = spectrum.vectors();
    float[] history = new float[vectors.length];
    float[] candidate = new float[vectors.length];
    for (int start = 0; start < vectors.length; start += rank) {
      double denominator = 1;
      for (int i = 0; i < rank; i++) {
        denominator -= shares[i] * vectors[start + i] * vectors[start + i];
      }
      denominator = Math.max(leastDenominator, denominator);
      for (int i = 0; i < rank; i++) {
        double value = vectors[start + i] * Math.sqrt(shares[i]);
        history[start + i] = (float) value;
        candidate[start + i] = (float) (value / denominator);
      }
    }
    return new LinearItemModel(rank, history, candidate, spectrum.eigenvalues());
  }

  /**
   * The same model in at most so many numbers a movie: the scores that these users have for unseen
   * movies change least.
   *
   * @param users users by movies, what a seen movie counts in the user's sum of history vectors
   */
  public LinearItemModel compressed(SparseMatrix users, int width) {
    if (width >= rank) {
      return this;
    }
    return ScoreCompression.of(
        users, DenseRows.of(history, rank), DenseRows.of(candidate, rank), width);
  }

  /** Length of a vector. */
  public int rank() {
    return rank;
  }

  /** What a seen movie adds to its user, row-major {@code float[movies][rank]}. */
  public float[] history() {
    return history;
  }

  /** What a movie is scored with, row-major {@code float[movies][rank]}. */
  public float[] candidate() {
    return candidate;
  }

  /**
   * How much users differ in each number of their summed history vectors: its squares summed over
   * users, in squared lengths of the movies' numbers. {@code double[rank]}; the spectrum's
   * eigenvalues, where it was not compressed. Only their ratios mean something: users' weights may
   * be of any size.
   */
  public double[] squares() {
    return squares;
  }
}
