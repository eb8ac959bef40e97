package dev.marquee.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.ranking.RankedLists;
import dev.marquee.evaluation.split.Catalogue;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.TestSplits;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Four movies: 0 drama; 1 drama and war; 2 comedy; 3 without genre. Three training users: one rated
 * 0, 1 and 2, the other two rated 0.
 */
class ListFiguresTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Catalogue CATALOGUE =
      TestSplits.catalogue(
          List.of(List.of("drama"), List.of("drama", "war"), List.of("comedy"), List.of()));
  private static final Interactions TRAIN =
      TestSplits.interactions(4, new int[] {0, 1, 2}, new int[] {0}, new int[] {0});

  @Test
  void noveltyIsTheMeanInformation() {
    // Smoothed shares: movie 0 (3+1)/(3+1) = 1: 0 bits; movie 1 2/4: 1 bit; movie 3 1/4: 2 bits.
    Novelty novelty = new Novelty(TRAIN);
    assertThat(novelty.of(0, new int[] {0, 1, 3})).isEqualTo(1, EXACT);
    assertThat(novelty.of(0, new int[] {3})).isEqualTo(2, EXACT);
    assertThat(novelty.of(0, new int[] {})).isNaN();
  }

  @Test
  void genreDiversityAveragesTheDistanceOfPairs() {
    // Distances: 0-1: 1 - 1/2; 0-2: 1; 1-2: 1. Mean (.5 + 1 + 1) / 3.
    IntraListDiversity diversity = IntraListDiversity.byGenre(CATALOGUE);
    assertThat(diversity.of(0, new int[] {0, 1, 2})).isEqualTo(2.5 / 3, EXACT);
    // 0-3 is known: no genre in common, distance 1. 3 with itself would not be.
    assertThat(diversity.of(0, new int[] {0, 3})).isEqualTo(1, EXACT);
    assertThat(diversity.of(0, new int[] {0})).isNaN();
  }

  @Test
  void vectorDiversityIsCosineDistance() {
    // (1,0) and (1,1): cosine 1/sqrt(2); (1,0) and (-2,0): -1; (1,1) and (-2,0): -1/sqrt(2).
    float[][] vectors = {{1, 0}, {1, 1}, {-2, 0}, null};
    IntraListDiversity diversity = IntraListDiversity.byVector(vectors);
    assertThat(diversity.of(0, new int[] {0, 1})).isEqualTo(1 - 1 / Math.sqrt(2), EXACT);
    assertThat(diversity.of(0, new int[] {0, 1, 2})).isEqualTo((3 + 1) / 3.0, EXACT);
    // A movie without a vector takes no part.
    assertThat(diversity.of(0, new int[] {0, 2, 3})).isEqualTo(2, EXACT);
  }

  @Test
  void calibrationIsZeroForTheSameSharesAndGrowsWithTheDistance() {
    // History of user 0: drama 1 + 1/2, war 1/2, comedy 1, over 3 movies: 1/2, 1/6, 1/3.
    Calibration calibration = new Calibration(CATALOGUE, TRAIN);
    assertThat(calibration.of(0, new int[] {2, 1, 0})).isEqualTo(0, EXACT);
    // List of movie 2 alone, q = comedy 1; q~ = .01 p + .99 q:
    // 1/2 ln(100) + 1/6 ln(100) + 1/3 ln((1/3) / (.99 + .01/3)).
    double expected =
        (2 / 3.0) * Math.log(100) + (1 / 3.0) * Math.log((1 / 3.0) / (0.99 + 0.01 / 3));
    assertThat(calibration.of(0, new int[] {2})).isEqualTo(expected, EXACT);
    // A movie without genre does not count; without any the shares are not known.
    assertThat(calibration.of(0, new int[] {2, 3})).isEqualTo(expected, EXACT);
    assertThat(calibration.of(0, new int[] {3})).isNaN();
  }

  @Test
  void coverageAndGiniDescribeTheExposureOfCandidates() {
    // Movies 0, 1, 2 compete. First places: 0, 0, 1; second places: 1, 1 and none.
    RankedLists lists =
        new RankedLists(new int[][] {{0, 1}, {0, 1}, {1}}, new float[][] {{2, 1}, {2, 1}, {1}});
    Exposure exposure = new Exposure(lists, new boolean[] {true, true, true, false});
    int[] once = {1, 1, 1};
    assertThat(exposure.coverage(1, once)).isEqualTo(2 / 3.0, EXACT);
    assertThat(exposure.coverage(1, new int[] {3, 0, 0})).isEqualTo(1 / 3.0, EXACT);
    // k = 2: counts 0, 2, 3: ((2-4) 0 + (4-4) 2 + (6-4) 3) / (3 x 5) = 6/15.
    assertThat(exposure.gini(2, once)).isEqualTo(0.4, EXACT);
    // k = 1, only the first user: counts 0, 0, 1: 2 / 3. Equal exposure: 0.
    assertThat(exposure.gini(1, new int[] {1, 0, 0})).isEqualTo(2 / 3.0, EXACT);
    RankedLists equal = new RankedLists(new int[][] {{0}, {1}, {2}}, new float[][] {{1}, {1}, {1}});
    assertThat(new Exposure(equal, new boolean[] {true, true, true, false}).gini(1, once))
        .isEqualTo(0, EXACT);
  }
}
