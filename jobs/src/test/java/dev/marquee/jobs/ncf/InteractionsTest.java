package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  @Test
  void readsSparseIdsInAnyOrderAndSortsByTime() {
    long big = 9_000_000_000L;
    List<Row> rows =
        List.of(
            RowFactory.create(big, 7L, 30L, 3f),
            RowFactory.create(5L, 99L, 20L, 0.5f),
            RowFactory.create(big, 3L, 10L, 5f),
            RowFactory.create(5L, 7L, 20L, 4f));

    Interactions read = InteractionReader.read(rows.iterator(), new long[] {3, 7, 50, 99});

    assertThat(read.userIds()).containsExactly(5L, big);
    assertThat(read.size()).isEqualTo(4);
    // User 5: movies 7 and 99 at the same second, so by movie; user 9e9: 3 before 7.
    assertThat(movies(read, 0)).containsExactly(1, 3);
    assertThat(movies(read, 1)).containsExactly(0, 1);
    assertThat(read.ratings()).containsExactly(4f, 0.5f, 5f, 3f);
    assertThat(read.meanRating()).isEqualTo(12.5 / 4);
    assertThat(read.seen(0, 3)).isTrue();
    assertThat(read.seen(0, 0)).isFalse();
  }

  @Test
  void refusesNothingAndUnknownMovies() {
    assertThatThrownBy(() -> InteractionReader.read(List.<Row>of().iterator(), new long[] {1}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ratings is empty");
    List<Row> unknown = List.of(RowFactory.create(1L, 8L, 0L, 1f));
    assertThatThrownBy(() -> InteractionReader.read(unknown.iterator(), new long[] {1}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("movie 8");
  }

  @Test
  void keepsWhatIsFlaggedAndNoUserEmpty() {
    Interactions data = NcfFixtures.interactions(6, new int[] {4, 2, 0}, new int[] {1, 5});

    Interactions kept = data.only(new boolean[] {true, false, true, false, true});

    assertThat(movies(kept, 0)).containsExactly(4, 0);
    assertThat(movies(kept, 1)).containsExactly(5);
    assertThat(kept.seen(0, 2)).isFalse();
    assertThat(kept.counts()).containsExactly(1, 0, 0, 0, 1, 1);
    assertThatThrownBy(() -> data.only(new boolean[] {true, true, true, false, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user row 1");
  }

  @Test
  void explicitFeedbackCountsStarsOverTheirMean() {
    float[] stars = {1, 2, 5, 4};
    Interactions data = NcfFixtures.interactions(6, stars, new int[] {4, 2, 0}, new int[] {1});
    Interactions explicit = data.explicit();

    assertThat(data.weights()).isNull();
    assertThat(data.weight(0)).isEqualTo(1);
    assertThat(explicit.weights()).containsExactly(1 / 3f, 2 / 3f, 5 / 3f, 4 / 3f);
    assertThat(explicit.ratings()).isEqualTo(stars);
    Interactions kept = explicit.only(new boolean[] {false, true, true, true});
    assertThat(kept.weight(0)).isEqualTo(2 / 3f);
    assertThat(kept.weights()).containsExactly(2 / 3f, 5 / 3f, 4 / 3f);
  }

  @Test
  void explicitFeedbackRefusesStarsBelowNothing() {
    float[] stars = {3, -2};
    Interactions data = NcfFixtures.interactions(3, stars, new int[] {0, 2});

    assertThatThrownBy(data::explicit)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ncf.feedback is explicit")
        .hasMessageContaining("-2.0 stars");
  }

  private static List<Integer> movies(Interactions data, int user) {
    List<Integer> movies = new ArrayList<>();
    for (int i = data.start(user); i < data.end(user); i++) {
      movies.add(data.movie(i));
    }
    return movies;
  }
}
