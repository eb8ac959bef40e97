package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.jobs.config.NcfConfig.ValidationKind;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationCutTest {
  private static final Interactions DATA =
      NcfFixtures.interactions(
          12, new int[] {4}, new int[] {1, 5}, IntStream.range(0, 12).map(i -> 11 - i).toArray());

  @Test
  void holdsOutTheLatestFifthOfUsersWithTwoOrMore() {
    ValidationCut cut = ValidationCut.of(DATA, ValidationKind.TEMPORAL, 10, 1);

    assertThat(cut.users()).containsExactly(1, 2);
    // One of two; of twelve, a fifth is 2.4 and the latest two are movies 1 and 0.
    assertThat(cut.wanted()[0]).containsExactly(5);
    assertThat(cut.wanted()[1]).containsExactly(0, 1);
    assertThat(cut.fit().size()).isEqualTo(DATA.size() - 3);
    assertThat(cut.fit().seen(0, 4)).isTrue();
    assertThat(cut.fit().seen(2, 2)).isTrue();
  }

  @Test
  void holdsOutARandomQuarter() {
    ValidationCut cut = ValidationCut.of(DATA, ValidationKind.RANDOM, 10, 1);

    assertThat(cut.wanted()[1]).hasSize(3).isSorted();
    assertThat(cut.wanted()[1]).isNotEqualTo(new int[] {0, 1, 2});
    for (int i = 0; i < cut.users().length; i++) {
      for (int movie : cut.wanted()[i]) {
        assertThat(DATA.seen(cut.users()[i], movie)).isTrue();
        assertThat(cut.fit().seen(cut.users()[i], movie)).isFalse();
      }
    }
  }

  @Test
  void aSampleOfUsersDependsOnTheSeedAlone() {
    int[][] histories = new int[100][];
    Arrays.fill(histories, new int[] {0, 1, 2});
    Interactions many = NcfFixtures.interactions(3, histories);

    ValidationCut cut = ValidationCut.of(many, ValidationKind.RANDOM, 10, 1);

    assertThat(cut.users()).hasSize(10).isSorted().doesNotHaveDuplicates();
    assertThat(cut.fit().size()).isEqualTo(290);
    assertThat(ValidationCut.of(many, ValidationKind.RANDOM, 10, 1))
        .usingRecursiveComparison()
        .isEqualTo(cut);
    assertThat(ValidationCut.of(many, ValidationKind.RANDOM, 10, 2).users())
        .isNotEqualTo(cut.users());
  }
}
