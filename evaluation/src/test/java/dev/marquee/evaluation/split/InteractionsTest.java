package dev.marquee.evaluation.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InteractionsTest {
  @Test
  void ratingsOfAUserAreOldestFirstAndOfOneMomentInTheirOrder() {
    InteractionsBuilder builder = new InteractionsBuilder();
    builder.add(1, 0, 3, 50);
    builder.add(0, 2, 4, 30);
    builder.add(1, 2, 5, 10);
    builder.add(1, 1, 1, 50);
    Interactions ratings = builder.build(3, 4);

    assertThat(ratings.count(0)).isEqualTo(1);
    assertThat(ratings.history(1).movies()).containsExactly(2, 0, 1);
    assertThat(ratings.history(1).ratings()).containsExactly(5, 3, 1);
    assertThat(ratings.history(1, 1).movies()).containsExactly(2);
    assertThat(ratings.count(2)).isZero();
    assertThat(ratings.movieCounts()).containsExactly(1, 1, 2, 0);
  }

  @Test
  void transposedHoldsTheRatersOfEachMovie() {
    Interactions raters =
        TestSplits.interactions(3, new int[] {2, 0}, new int[] {}, new int[] {2}).transposed();

    assertThat(raters.users()).isEqualTo(3);
    assertThat(raters.movies()).isEqualTo(3);
    assertThat(raters.history(0).movies()).containsExactly(0);
    assertThat(raters.history(1).movies()).isEmpty();
    assertThat(raters.history(2).movies()).containsExactly(0, 2);
  }
}
