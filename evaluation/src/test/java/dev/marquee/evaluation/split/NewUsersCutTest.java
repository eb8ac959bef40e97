package dev.marquee.evaluation.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NewUsersCutTest {
  private static final int[] FIVE = {4, 3, 2, 1, 0};

  private static final Interactions TRAIN =
      TestSplits.interactions(6, FIVE, FIVE, FIVE, FIVE, FIVE, new int[] {5});

  private static final Split SPLIT = TestSplits.split(TestSplits.catalogue(6), TRAIN, TRAIN);

  /** Five users have floor(5 x .2) = 1 rating held out, and floor(5 x .4) = 2 of them are taken. */
  @Test
  void takenUsersAreKnownByTheirHistoryAlone() {
    Split cut = NewUsersCut.apply(SPLIT, Cut.TEMPORAL, 0.4, 0.2, 7);

    assertThat(cut.users()).isEqualTo(2);
    assertThat(cut.trainRows()).containsExactly(-1, -1);
    assertThat(cut.trainUserIds()).hasSize(4);
    assertThat(LongStream.concat(Arrays.stream(cut.userIds()), Arrays.stream(cut.trainUserIds())))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(cut.trainUserIds()).contains(6);
    assertThat(cut.train().size()).isEqualTo(3 * 5 + 1);
    assertThat(cut.histories().history(1).movies()).containsExactly(4, 3, 2, 1);
    assertThat(cut.test().history(1).movies()).containsExactly(0);
    assertThat(SplitShape.of(cut)).isEqualTo(new SplitShape(false, true, true));
  }

  /** A cut of five users' ratings, of whom floor(5 x .4) = 2 are new; the sixth is trained on. */
  @Test
  void withinACutSomeUsersAreNewAndAllAreEvaluated() {
    Split all = SPLIT.validation(Cut.TEMPORAL, 0.2, 7);
    Split cut = NewUsersCut.within(all, 0.4, 7);

    assertThat(cut.userIds()).isEqualTo(all.userIds());
    assertThat(cut.histories()).isSameAs(all.histories());
    assertThat(cut.test()).isSameAs(all.test());
    assertThat(cut.trainUserIds()).hasSize(4).isSorted().contains(6);
    assertThat(cut.train().size()).isEqualTo(3 * 4 + 1);
    assertThat(Arrays.stream(cut.trainRows()).filter(row -> row < 0)).hasSize(2);
    for (int user = 0; user < cut.users(); user++) {
      int row = cut.trainRows()[user];
      if (row < 0) {
        assertThat(cut.trainUserIds()).doesNotContain(cut.userIds()[user]);
      } else {
        assertThat(cut.trainUserIds()[row]).isEqualTo(cut.userIds()[user]);
        assertThat(cut.train().history(row).movies())
            .isEqualTo(cut.histories().history(user).movies());
      }
    }
  }

  @Test
  void theSeedDecidesWho() {
    long[] once = NewUsersCut.apply(SPLIT, Cut.RANDOM, 0.4, 0.2, 7).userIds();
    assertThat(NewUsersCut.apply(SPLIT, Cut.RANDOM, 0.4, 0.2, 7).userIds()).isEqualTo(once);
    assertThat(LongStream.range(0, 20))
        .anySatisfy(
            seed ->
                assertThat(NewUsersCut.apply(SPLIT, Cut.RANDOM, 0.4, 0.2, seed).userIds())
                    .isNotEqualTo(once));
  }
}
