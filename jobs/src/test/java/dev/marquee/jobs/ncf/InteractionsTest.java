package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  @Test
  void readsSparseIdsInAnyOrderAndSortsByTime() {
    long big = 9_000_000_000L;
    List<Row> rows =
        List.of(
            RowFactory.create(big, 7L, 30L),
            RowFactory.create(5L, 99L, 20L),
            RowFactory.create(big, 3L, 10L),
            RowFactory.create(5L, 7L, 20L));

    Interactions read = InteractionReader.read(rows.iterator(), new long[] {3, 7, 50, 99});

    assertThat(read.userIds()).containsExactly(5L, big);
    assertThat(read.size()).isEqualTo(4);
    // User 5: movies 7 and 99 at the same second, so by movie; user 9e9: 3 before 7.
    assertThat(movies(read, 0)).containsExactly(1, 3);
    assertThat(movies(read, 1)).containsExactly(0, 1);
    assertThat(read.seen(0, 3)).isTrue();
    assertThat(read.seen(0, 0)).isFalse();
  }

  @Test
  void refusesNothingAndUnknownMovies() {
    assertThatThrownBy(() -> InteractionReader.read(List.<Row>of().iterator(), new long[] {1}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ratings is empty");
    List<Row> unknown = List.of(RowFactory.create(1L, 8L, 0L));
    assertThatThrownBy(() -> InteractionReader.read(unknown.iterator(), new long[] {1}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("movie 8");
  }

  @Test
  void holdsOutTheLatestOfUsersWithTwoOrMore() {
    Interactions data =
        NcfFixtures.interactions(6, new int[] {4}, new int[] {1, 5}, new int[] {0, 2, 3});

    Holdout holdout = Holdout.latest(data, 10, 1);

    assertThat(holdout.size()).isEqualTo(2);
    assertThat(holdout.user(0)).isEqualTo(1);
    assertThat(holdout.movie(0)).isEqualTo(5);
    assertThat(holdout.movie(1)).isEqualTo(3);
    assertThat(holdout.trainingEnd(data, 0) - data.start(0)).isEqualTo(1);
    assertThat(holdout.trainingEnd(data, 2) - data.start(2)).isEqualTo(2);
    assertThat(Holdout.latest(data, 1, 1).size()).isEqualTo(1);
  }

  @Test
  void anEpochHasEveryPositiveOnceAndNoKnownMovieAsNegative() {
    Interactions data =
        NcfFixtures.interactions(50, new int[] {1, 2, 3}, new int[] {4, 5}, new int[] {6});
    Holdout holdout = Holdout.latest(data, 10, 1);
    TrainingSamples samples = new TrainingSamples(data, holdout, 4);
    assertThat(samples.samplesPerEpoch()).isEqualTo((6 - 2) * 5);

    Set<List<Long>> firstEpoch = new HashSet<>();
    for (int epoch = 0; epoch < 2; epoch++) {
      samples.startEpoch(epoch);
      List<List<Long>> positives = new ArrayList<>();
      List<List<Long>> negatives = new ArrayList<>();
      long[] users = new long[7];
      long[] movies = new long[7];
      float[] labels = new float[7];
      for (int n = samples.fill(users, movies, labels);
          n > 0;
          n = samples.fill(users, movies, labels)) {
        for (int i = 0; i < n; i++) {
          (labels[i] == 1f ? positives : negatives).add(List.of(users[i], movies[i]));
        }
      }
      assertThat(positives)
          .containsExactlyInAnyOrder(
              List.of(0L, 1L), List.of(0L, 2L), List.of(1L, 4L), List.of(2L, 6L));
      assertThat(negatives).hasSize(16);
      assertThat(negatives)
          .noneMatch(pair -> holdout.known(data, pair.get(0).intValue(), pair.get(1).intValue()));
      if (epoch == 0) {
        firstEpoch.addAll(negatives);
      } else {
        assertThat(new HashSet<>(negatives)).isNotEqualTo(firstEpoch);
      }
    }
  }

  @Test
  void aHeldOutMovieIsDrawnAsANegativeLikeAnyOther() {
    // Movies 0 and 1 are rated, 1 is held out; 1, 2 and 3 share the negatives. A held-out movie
    // that is never a negative would be the only unseen one that training does not push down.
    Interactions data = NcfFixtures.interactions(4, new int[] {0, 1});
    TrainingSamples samples = new TrainingSamples(data, Holdout.latest(data, 1, 1), 300);
    long[] movies = new long[301];
    samples.startEpoch(5);

    assertThat(samples.fill(new long[301], movies, new float[301])).isEqualTo(301);

    long[] counts = new long[4];
    for (int i = 1; i < movies.length; i++) {
      counts[(int) movies[i]]++;
    }
    assertThat(counts[0]).isZero();
    assertThat(counts[1]).isBetween(70L, 130L);
  }

  @Test
  void aUserWhoHasSeenEverythingDoesNotHangTheDraw() {
    Interactions data = NcfFixtures.interactions(2, new int[] {0, 1});
    TrainingSamples samples = new TrainingSamples(data, Holdout.latest(data, 0, 1), 1);
    samples.startEpoch(1);

    assertThat(samples.fill(new long[9], new long[9], new float[9])).isEqualTo(4);
  }

  private static List<Integer> movies(Interactions data, int user) {
    List<Integer> movies = new ArrayList<>();
    for (int i = data.start(user); i < data.end(user); i++) {
      movies.add(data.movie(i));
    }
    return movies;
  }
}
