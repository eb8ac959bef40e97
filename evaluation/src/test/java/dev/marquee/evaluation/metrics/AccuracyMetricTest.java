package dev.marquee.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * One list of five places, hits at places 2 and 4, four relevant movies in all, unless a test says
 * otherwise.
 */
class AccuracyMetricTest {
  private static final boolean[] HITS = {false, true, false, true, false};
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void precisionCountsPlacesAndRecallCountsRelevant() {
    // 2 hits of 5 places; 2 of 4 relevant. At k = 3: 1 of 3; 1 of 4.
    assertThat(AccuracyMetric.PRECISION.at(5, HITS, 4)).isEqualTo(0.4, EXACT);
    assertThat(AccuracyMetric.RECALL.at(5, HITS, 4)).isEqualTo(0.5, EXACT);
    assertThat(AccuracyMetric.PRECISION.at(3, HITS, 4)).isEqualTo(1 / 3.0, EXACT);
    assertThat(AccuracyMetric.RECALL.at(3, HITS, 4)).isEqualTo(0.25, EXACT);
  }

  @Test
  void f1IsTheHarmonicMean() {
    // 2 x .4 x .5 / (.4 + .5) = .4 / .9
    assertThat(AccuracyMetric.F1.at(5, HITS, 4)).isEqualTo(0.4 / 0.9, EXACT);
    assertThat(AccuracyMetric.F1.at(1, HITS, 4)).isZero();
  }

  @Test
  void hitRateAsksForOneHit() {
    assertThat(AccuracyMetric.HIT_RATE.at(1, HITS, 4)).isZero();
    assertThat(AccuracyMetric.HIT_RATE.at(2, HITS, 4)).isEqualTo(1);
    assertThat(AccuracyMetric.HIT_RATE.at(5, HITS, 4)).isEqualTo(1);
  }

  @Test
  void mrrIsTheFirstHitsReciprocalPlace() {
    assertThat(AccuracyMetric.MRR.at(5, HITS, 4)).isEqualTo(0.5, EXACT);
    assertThat(AccuracyMetric.MRR.at(1, HITS, 4)).isZero();
  }

  @Test
  void ndcgComparesWithTheBestListOfThatLength() {
    // Gain: 1/log2(3) + 1/log2(5) = .630930 + .430677 = 1.061606.
    // Ideal with min(5, 4) = 4 hits: 1 + .630930 + .5 + .430677 = 2.561606.
    double gain = 1 / log2(3) + 1 / log2(5);
    double ideal = 1 + 1 / log2(3) + 1 / log2(4) + 1 / log2(5);
    assertThat(AccuracyMetric.NDCG.at(5, HITS, 4)).isEqualTo(gain / ideal, EXACT);
    assertThat(AccuracyMetric.NDCG.at(5, HITS, 4)).isEqualTo(0.414430, within(1e-6));
    // At k = 2 the ideal is cut at min(2, 4) = 2 hits: .630930 / 1.630930.
    assertThat(AccuracyMetric.NDCG.at(2, HITS, 4))
        .isEqualTo(1 / log2(3) / (1 + 1 / log2(3)), EXACT);
    // With fewer relevant than places: ideal 1 + .630930.
    assertThat(AccuracyMetric.NDCG.at(5, HITS, 2)).isEqualTo(gain / (1 + 1 / log2(3)), EXACT);
    assertThat(AccuracyMetric.NDCG.at(3, new boolean[] {true, true, true}, 9)).isEqualTo(1, EXACT);
  }

  @Test
  void mapAveragesThePrecisionAtHits() {
    // Precision 1/2 at place 2 and 2/4 at place 4, over min(5, 4) = 4: (.5 + .5) / 4 = .25.
    assertThat(AccuracyMetric.MAP.at(5, HITS, 4)).isEqualTo(0.25, EXACT);
    // At k = 2: .5 / min(2, 4) = .25. With one relevant and its hit at place 1: 1.
    assertThat(AccuracyMetric.MAP.at(2, HITS, 4)).isEqualTo(0.25, EXACT);
    assertThat(AccuracyMetric.MAP.at(2, new boolean[] {true, false}, 1)).isEqualTo(1, EXACT);
  }

  @Test
  void aShortListHasNoHitsAtThePlacesThatItLacks() {
    boolean[] two = {true, true};
    assertThat(AccuracyMetric.PRECISION.at(5, two, 2)).isEqualTo(0.4, EXACT);
    assertThat(AccuracyMetric.NDCG.at(5, two, 2)).isEqualTo(1, EXACT);
    for (AccuracyMetric metric : AccuracyMetric.values()) {
      assertThat(metric.at(5, new boolean[0], 3)).as(metric.word()).isZero();
    }
  }

  @Test
  void nothingRelevantIsRefused() {
    assertThatThrownBy(() -> AccuracyMetric.NDCG.at(5, HITS, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
