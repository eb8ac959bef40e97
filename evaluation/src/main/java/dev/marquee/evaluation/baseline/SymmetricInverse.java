package dev.marquee.evaluation.baseline;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/** The inverse of a symmetric positive definite matrix, by LAPACK's Cholesky factorisation. */
final class SymmetricInverse {
  private SymmetricInverse() {}

  /**
   * Inverts in place.
   *
   * @param matrix {@code double[size * size]}, symmetric; afterwards the full inverse
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  static void invert(double[] matrix, int size) {
    JavaLAPACK lapack = Lapack.instance();
    intW info = new intW(0);
    lapack.dpotrf("L", size, matrix, size, info);
    if (info.val == 0) {
      lapack.dpotri("L", size, matrix, size, info);
    }
    if (info.val != 0) {
      throw new IllegalArgumentException("the matrix is not positive definite at " + info.val);
    }
    // LAPACK counts by column: it leaves the lower triangle, which here is right of the diagonal.
    for (int row = 0; row < size; row++) {
      for (int column = row + 1; column < size; column++) {
        matrix[column * size + row] = matrix[row * size + column];
      }
    }
  }
}
