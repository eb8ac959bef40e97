package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSimilarityTest {

  @Test
  void blendsTheCosinesAndBoostsOnce() {
    ContentSimilarity formula = new ContentSimilarity(0.7, 0.3, 1.2);

    // 0.7 * 0.5 + 0.3 * 0.2 = 0.35 + 0.06 = 0.41; with a shared genre 1.2 * 0.41 = 0.492
    assertThat(formula.score(0.5f, 0.2f, false)).isCloseTo(0.41f, within(1e-6f));
    assertThat(formula.score(0.5f, 0.2f, true)).isCloseTo(0.492f, within(1e-6f));
    assertThat(formula.boost(false)).isEqualTo(1f);
    assertThat(formula.boost(true)).isEqualTo(1.2f);
  }

  @Test
  void dividesTheWeightsByTheirSum() {
    // 7 and 3 are .7 and .3; 2 and 0 look at the embedding only.
    assertThat(new ContentSimilarity(7, 3, 1.2)).isEqualTo(new ContentSimilarity(0.7, 0.3, 1.2));
    assertThat(new ContentSimilarity(2, 0, 1).score(0.25f, 1f, true)).isEqualTo(0.25f);
  }

  @Test
  void boostOfOneTurnsGenresOff() {
    ContentSimilarity formula = new ContentSimilarity(1, 1, 1);

    assertThat(formula.score(0.5f, 0.25f, true)).isEqualTo(formula.score(0.5f, 0.25f, false));
  }

  @ParameterizedTest
  @CsvSource({"-1,2,1", "1,-1,1", "0,0,1", "NaN,1,1", "1,Infinity,1", "1,1,0", "1,1,NaN"})
  void refusesWhatIsNoWeight(double embeddingWeight, double tfidfWeight, double genreBoost) {
    assertThatThrownBy(() -> new ContentSimilarity(embeddingWeight, tfidfWeight, genreBoost))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
