package dev.marquee.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.STANDARD;

  @Test
  void intervalOfAMeanIsNearThatOfTheNormalDistribution() {
    // 400 values 0 or 1, half of each: standard error .5 / sqrt(400) = .025, 1.96 of it .049.
    double[] values = new double[400];
    Arrays.fill(values, 0, 200, 1);
    Interval interval = BOOTSTRAP.means(List.of(values)).get(0);

    assertThat(interval.mean()).isEqualTo(0.5);
    assertThat(interval.low()).isEqualTo(0.451, within(0.006));
    assertThat(interval.high()).isEqualTo(0.549, within(0.006));
    assertThat(BOOTSTRAP.means(List.of(values)).get(0)).isEqualTo(interval);
  }

  @Test
  void usersWithoutAValueAreLeftOutAndNotCounted() {
    double[] values = {1, Double.NaN, 1, Double.NaN};
    assertThat(BOOTSTRAP.means(List.of(values))).containsExactly(new Interval(1, 1, 1, 2));
    double[] none = {Double.NaN, Double.NaN};
    Interval interval = BOOTSTRAP.means(List.of(none)).get(0);
    assertThat(interval.users()).isZero();
    assertThat(interval.mean()).isNaN();
    assertThat(interval.low()).isNaN();
  }

  @Test
  void pairingFindsASmallDifferenceThatIntervalsOfMeansHide() {
    Random random = new Random(5);
    double[] second = random.doubles(300).toArray();
    double[] first = new double[300];
    for (int user = 0; user < first.length; user++) {
      first[user] = second[user] + 0.01 + 0.02 * random.nextGaussian();
    }
    Difference difference = BOOTSTRAP.differences(List.of(first), List.of(second)).get(0);
    List<Interval> means = BOOTSTRAP.means(List.of(first, second));

    assertThat(means.get(0).low()).isLessThan(means.get(1).high());
    assertThat(difference.isSignificant()).isTrue();
    assertThat(difference.low()).isPositive();
    assertThat(difference.mean()).isEqualTo(0.01, within(0.004));
  }

  @Test
  void aModelDoesNotDifferFromItself() {
    double[] values = {0.1, 0.5, Double.NaN, 0.9};
    assertThat(BOOTSTRAP.differences(List.of(values), List.of(values)))
        .containsExactly(new Difference(0, 0, 0, 1, 3));
  }

  @Test
  void pValueIsTwiceTheSmallerSide() {
    // 9 resamples, two of them not above 0: 2 x (2 + 1) / (9 + 1) = .6; none: 2 x 1 / 10 = .2.
    assertThat(Bootstrap.pValue(new double[] {-1, 0, 1, 2, 3, 4, 5, 6, 7})).isEqualTo(0.6);
    assertThat(Bootstrap.pValue(new double[] {1, 1, 1, 2, 3, 4, 5, 6, 7})).isEqualTo(0.2);
  }

  @Test
  void quantilesAreLinearBetweenValues() {
    double[] sorted = {0, 10, 20};
    assertThat(Bootstrap.quantile(sorted, 0)).isEqualTo(0);
    assertThat(Bootstrap.quantile(sorted, 0.25)).isEqualTo(5);
    assertThat(Bootstrap.quantile(sorted, 1)).isEqualTo(20);
  }

  @Test
  void intervalOfAFigureOfAllUsersHoldsTheFigure() {
    // The share of users drawn at least once: 1 itself, about 1 - 1/e in a resample.
    Interval interval =
        BOOTSTRAP.figure(
            200,
            weights -> (double) Arrays.stream(weights).filter(weight -> weight > 0).count() / 200);
    assertThat(interval.mean()).isEqualTo(1);
    assertThat(interval.low()).isBetween(0.93, 1.0);
    assertThat(interval.high()).isEqualTo(1);
  }
}
