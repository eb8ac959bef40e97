package dev.marquee.jobs.encoder;

/**
 * {@code argmin |X W - Y|^2 + penalty |W|^2} for sparse X by conjugate gradients on the normal
 * equations (Golub and Van Loan 2013, section 11.3.9), all columns of Y side by side. A step costs
 * O(entries x columns of Y).
 */
final class RidgeRegression {
  private static final int STEPS = 40;
  private static final double TOLERANCE = 1e-4;

  private RidgeRegression() {}

  /** {@code double[columns of X][columns of Y]}. */
  static double[][] solve(SparseMatrix x, double[][] y, double penalty) {
    int width = y[0].length;
    double[][] solution = new double[x.width()][width];
    double[][] residual = x.transposedTimes(y);
    double[][] direction = copy(residual);
    double[] squares = columnDots(residual, residual);
    double[] start = squares.clone();
    for (int step = 0; step < STEPS && !small(squares, start); step++) {
      double[][] image = x.transposedTimes(x.times(direction));
      for (int row = 0; row < image.length; row++) {
        SparseMatrix.add(image[row], penalty, direction[row]);
      }
      double[] curvature = columnDots(direction, image);
      double[] length = new double[width];
      for (int i = 0; i < width; i++) {
        length[i] = curvature[i] > 0 ? squares[i] / curvature[i] : 0;
      }
      for (int row = 0; row < solution.length; row++) {
        for (int i = 0; i < width; i++) {
          solution[row][i] += length[i] * direction[row][i];
          residual[row][i] -= length[i] * image[row][i];
        }
      }
      double[] next = columnDots(residual, residual);
      for (int row = 0; row < solution.length; row++) {
        for (int i = 0; i < width; i++) {
          double keep = squares[i] > 0 ? next[i] / squares[i] : 0;
          direction[row][i] = residual[row][i] + keep * direction[row][i];
        }
      }
      squares = next;
    }
    return solution;
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
      for (int i = 0; i < dots.length; i++) {
        dots[i] += a[row][i] * b[row][i];
      }
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
