package dev.marquee.evaluation.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewMoviesCutTest {
  /** Five users rate movies 0 to 9; the last of them movie 10 besides, which four never saw. */
  private static final Interactions TRAIN =
      TestSplits.interactions(12, upTo(10), upTo(10), upTo(10), upTo(10), upTo(11), new int[] {11});

  private static final Split SPLIT =
      TestSplits.split(
          TestSplits.catalogue(12),
          TRAIN,
          TestSplits.interactions(12, one(), one(), one(), one(), one(), one()));

  private static int[] upTo(int end) {
    return IntStream.range(0, end).toArray();
  }

  private static int[] one() {
    return new int[] {11};
  }

  /** Ten movies have five ratings: floor(10 x .3) = 3 are hidden, of five users each. */
  @Test
  void hiddenMoviesLoseEveryTrainingRating() {
    Split cut = NewMoviesCut.apply(SPLIT, 0.3, 7);

    int[] trained = cut.train().movieCounts();
    int[] held = cut.test().movieCounts();
    Set<Integer> hidden = new HashSet<>();
    for (int movie = 0; movie < 12; movie++) {
      if (held[movie] > 0) {
        hidden.add(movie);
        assertThat(trained[movie]).isZero();
        assertThat(held[movie]).isEqualTo(5);
      }
    }
    assertThat(hidden).hasSize(3).allMatch(movie -> movie < 10);
    assertThat(cut.users()).isEqualTo(5);
    assertThat(cut.trainRows()).containsExactly(0, 1, 2, 3, 4);
    assertThat(cut.histories().count(0)).isEqualTo(7);
    // The user without a hidden movie is trained on all the same.
    assertThat(cut.train().count(5)).isEqualTo(1);
    assertThat(SplitShape.of(cut).newMovies()).isTrue();
  }

  @Test
  void theSeedDecidesWhich() {
    int[] once = NewMoviesCut.apply(SPLIT, 0.3, 7).test().movieCounts();
    assertThat(NewMoviesCut.apply(SPLIT, 0.3, 7).test().movieCounts()).isEqualTo(once);
    assertThat(NewMoviesCut.apply(SPLIT, 0.3, 8).test().movieCounts()).isNotEqualTo(once);
  }

  /** All ten movies hidden: four users have nothing else, and come as visitors. */
  @Test
  void aUserWhoLosesEverythingIsAVisitor() {
    Split cut = NewMoviesCut.apply(SPLIT, 0.999999999999, 7);

    assertThat(cut.test().size()).isEqualTo(50);
    assertThat(cut.trainRows()).containsExactly(-1, -1, -1, -1, 4);
    assertThat(cut.histories().count(0)).isZero();
  }
}
