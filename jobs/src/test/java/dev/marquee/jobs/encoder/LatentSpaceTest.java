package dev.marquee.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.jobs.linear.SparseMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentSpaceTest {
  /** Rows (1, 2) and (0, 3); the 2 is written as two entries that add up. */
  private static final SparseMatrix MATRIX =
      new SparseMatrix(
          List.of(new int[] {0, 1, 1}, new int[] {1}),
          List.of(new double[] {1, 1.5, 0.5}, new double[] {3}),
          2);

  @Test
  void latentSpaceOfFullRankKeepsDotProducts() {
    double[][] places = LatentSpace.of(MATRIX, 2, 1);
    // |(1, 2)|^2 = 5, (1, 2).(0, 3) = 6, |(0, 3)|^2 = 9
    assertThat(dot(places[0], places[0])).isCloseTo(5, within(1e-9));
    assertThat(dot(places[0], places[1])).isCloseTo(6, within(1e-9));
    assertThat(dot(places[1], places[1])).isCloseTo(9, within(1e-9));
  }

  @Test
  void latentSpaceTakesTheLeadingDirection() {
    // X^T X = (1 2; 2 13): the larger eigenvalue is 7 + sqrt(36 + 4) = 13.3246, of trace 14.
    double[][] places = LatentSpace.of(MATRIX, 1, 1);
    double kept = dot(places[0], places[0]) + dot(places[1], places[1]);
    assertThat(kept).isCloseTo(7 + Math.sqrt(40), within(1e-6));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
