package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopMoviesTest {
  @ParameterizedTest
  @ValueSource(
      floats = {0, 1.5f, -1.5f, 1e-40f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY})
  void aKeyHoldsItsScore(float score) {
    assertThat(Order.score(Order.key(score, 7))).isEqualTo(score);
    assertThat(Order.score(Order.key(score, Integer.MAX_VALUE))).isEqualTo(score);
  }

  @Test
  void theWorstIsKnownOnceThereIsNoRoom() {
    TopMovies top = new TopMovies(2);
    assertThat(top.worst()).isEqualTo(Float.NEGATIVE_INFINITY);
    top.offer(4, -1);
    assertThat(top.worst()).isEqualTo(Float.NEGATIVE_INFINITY);
    top.offer(5, 3);
    assertThat(top.worst()).isEqualTo(-1);
    top.offer(6, 2);
    assertThat(top.worst()).isEqualTo(2);
    top.offer(7, 1);
    assertThat(top.descending()).containsExactly(5, 6);
  }

  @Test
  void ofEqualScoresTheLowerRowStays() {
    TopMovies top = new TopMovies(1);
    top.offer(4, 1);
    top.offer(3, 1);
    top.offer(5, 1);
    assertThat(top.descending()).containsExactly(3);
  }
}
