package dev.marquee.serving.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.serving.Eventually;
import dev.marquee.serving.recommend.GivenRating;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private long now;

  private Sessions sessions(int minutes, int most, int mostRatings) {
    return new Sessions(new SessionConfig(minutes, most, mostRatings), () -> now);
  }

  private void minutesPass(int minutes) {
    now += Duration.ofMinutes(minutes).toNanos();
  }

  @Test
  void aSessionLivesAsLongAsItIsUsed() {
    Sessions sessions = sessions(60, 10, 10);
    String id = sessions.begin().id();

    minutesPass(59);
    assertThat(sessions.find(id)).isPresent();
    minutesPass(59);
    assertThat(sessions.find(id)).isPresent();
    minutesPass(60);
    assertThat(sessions.find(id)).isEmpty();
  }

  @Test
  void thereAreNoMoreThanThereMayBe() throws InterruptedException {
    Sessions sessions = sessions(60, 20, 10);
    List<String> ids = IntStream.range(0, 1000).mapToObj(i -> sessions.begin().id()).toList();

    // What is too much is dropped in the background.
    assertThat(Eventually.get(sessions::count, count -> count <= 20)).isEqualTo(20);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.stream().filter(id -> sessions.find(id).isPresent())).hasSize(20);
  }

  @Test
  void aFullSessionTakesNewStarsForWhatIsRatedAlone() {
    Session session = sessions(60, 10, 2).begin();

    assertThat(session.rate(new GivenRating(1, 4, 100))).isTrue();
    assertThat(session.rate(new GivenRating(2, 4, 101))).isTrue();
    assertThat(session.rate(new GivenRating(3, 4, 102))).isFalse();
    assertThat(session.rate(new GivenRating(1, 2, 103))).isTrue();
    assertThat(session.ratings()).extracting(GivenRating::movieId).containsExactly(2L, 1L);
    assertThat(session.unrate(2)).isTrue();
    assertThat(session.rate(new GivenRating(3, 4, 104))).isTrue();
  }
}
