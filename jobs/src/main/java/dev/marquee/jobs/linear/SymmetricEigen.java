package dev.marquee.jobs.linear;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.netlib.util.intW;

/**
 * Eigenvalues, largest first, and eigenvectors of a symmetric matrix, by LAPACK in Java as Spark
 * brings it: the same results on every machine.
 *
 * @param values {@code double[size]}
 * @param vectors {@code double[size][size]}, a column each
 */
record SymmetricEigen(double[] values, double[][] vectors) {
  /**
   * The loader warns that there is no native library, which nobody asked for. Kept, or the level is
   * lost.
   */
  private static final Logger LOADER =
      Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder");

  private static final JavaLAPACK LAPACK;

  static {
    LOADER.setLevel(Level.SEVERE);
    LAPACK = JavaLAPACK.getInstance();
  }

  /** Of a matrix given by its upper triangle; costs O(size^3). */
  static SymmetricEigen of(double[][] upper) {
    int size = upper.length;
    // By columns, as LAPACK counts: the rows of an upper triangle are the columns of a lower one.
    double[] flat = new double[size * size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(upper[row], row, flat, row * size + row, size - row);
    }
    double[] ascending = new double[size];
    int work = Math.max(1, 34 * size);
    intW info = new intW(0);
    LAPACK.dsyev("V", "L", size, flat, size, ascending, new double[work], work, info);
    if (info.val != 0) {
      throw new IllegalArgumentException("no eigenvalues of a matrix with numbers out of range");
    }
    double[] values = new double[size];
    double[][] vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      int from = size - 1 - i;
      values[i] = ascending[from];
      for (int row = 0; row < size; row++) {
        vectors[row][i] = flat[from * size + row];
      }
    }
    return new SymmetricEigen(values, vectors);
  }
}
