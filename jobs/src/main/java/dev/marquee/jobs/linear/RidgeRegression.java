package dev.marquee.jobs.linear;

import java.util.Arrays;

/**
 * {@code argmin sum_i w_i |x_i W - y_i|^2 + penalty |W|^2} for sparse X by conjugate gradients on
 * the normal equations (Golub and Van Loan 2013, section 11.3.9), all columns of Y side by side. A
 * step costs O(entries x columns of Y).
 */
public final class RidgeRegression {
  private static final int STEPS = 40;
  private static final double TOLERANCE = 1e-4;

  private RidgeRegression() {}

  /**
   * Solves with all rows alike.
   *
   * @return {@code double[columns of X][columns of Y]}
   */
  public static double[][] solve(SparseMatrix x, double[][] y, double penalty) {
    double[] rowWeights = new double[x.rows()];
    Arrays.fill(rowWeights, 1);
    return solve(x, y, rowWeights, penalty);
  }

  /**
   * Solves with weighted rows. Ends when every column's residual is 10^-4 of what it was at the
   * start, at the latest after 40 steps.
   *
   * @param y {@code double[rows of X][columns of Y]}; rows of weight 0 are not read
   * @param rowWeights 0 or more; rows of weight 0 do not count and cost nothing
   * @param penalty above 0
   * @return {@code double[columns of X][columns of Y]}
   */
  public static double[][] solve(
      SparseMatrix x, double[][] y, double[] rowWeights, double penalty) {
    int width = y[0].length;
    double[][] solution = new double[x.width()][width];
    double[][] residual = new double[x.width()][width];
    for (int row = 0; row < x.rows(); row++) {
      if (rowWeights[row] > 0) {
        x.addOuter(row, rowWeights[row], y[row], residual);
      }
    }
    double[][] direction = copy(residual);
    double[] squares = columnDots(residual, residual);
    double[] start = squares.clone();
    for (int step = 0; step < STEPS && !small(squares, start); step++) {
      double[][] image = normalTimes(x, rowWeights, penalty, direction);
      double[] curvature = columnDots(direction, image);
      double[] length = new double[width];
      for (int i = 0; i < width; i++) {
        length[i] = curvature[i] > 0 ? squares[i] / curvature[i] : 0;
      }
      for (int row = 0; row < solution.length; row++) {
        advance(solution[row], length, direction[row]);
        retreat(residual[row], length, image[row]);
      }
      double[] next = columnDots(residual, residual);
      double[] keep = new double[width];
      for (int i = 0; i < width; i++) {
        keep[i] = squares[i] > 0 ? next[i] / squares[i] : 0;
      }
      for (int row = 0; row < solution.length; row++) {
        turn(direction[row], keep, residual[row]);
      }
      squares = next;
    }
    return solution;
  }

  /** {@code (X^T diag(w) X + penalty) D}, a row of X at a time. */
  private static double[][] normalTimes(
      SparseMatrix x, double[] rowWeights, double penalty, double[][] dense) {
    int width = dense[0].length;
    double[][] product = new double[x.width()][width];
    for (int row = 0; row < product.length; row++) {
      SparseMatrix.add(product[row], penalty, dense[row]);
    }
    double[] image = new double[width];
    for (int row = 0; row < x.rows(); row++) {
      if (rowWeights[row] > 0) {
        Arrays.fill(image, 0);
        x.addRowTimes(row, dense, image);
        x.addOuter(row, rowWeights[row], image, product);
      }
    }
    return product;
  }

  // Short loops of their own, which the compiler turns into vector instructions.

  private static void advance(double[] target, double[] factors, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factors[i] * vector[i];
    }
  }

  private static void retreat(double[] target, double[] factors, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] -= factors[i] * vector[i];
    }
  }

  private static void turn(double[] direction, double[] keep, double[] residual) {
    for (int i = 0; i < direction.length; i++) {
      direction[i] = residual[i] + keep[i] * direction[i];
    }
  }

  private static boolean small(double[] squares, double[] start) {
    for (int i = 0; i < squares.length; i++) {
      if (squares[i] > TOLERANCE * TOLERANCE * start[i]) {
        return false;
      }
    }
    return true;
  }

  private static double[] columnDots(double[][] a, double[][] b) {
    double[] dots = new double[a[0].length];
    for (int row = 0; row < a.length; row++) {
      advance(dots, a[row], b[row]);
    }
    return dots;
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      copy[row] = matrix[row].clone();
    }
    return copy;
  }
}
