package dev.marquee.serving.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.serving.Eventually;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest extends EventStoreTest {
  private static final int TIMEOUT = 1000;

  @Override
  EventStoreConfig newStore() {
    return new EventStoreConfig(
        PostgresServer.shared().newDatabase(), "marquee", "secret", 4, TIMEOUT);
  }

  @Test
  void failsFastWhileTheServerIsDownAndComesBackByItself() throws Exception {
    store.rate(USER, new StoredRating(1, 4, 100));
    Instant before = store.state().since();
    PostgresServer.shared().stop();
    try {
      assertThat(millisOfFailure()).isLessThan(TIMEOUT + 500);
      assertThat(store.state().up()).isFalse();
      assertThat(store.state().since()).isAfter(before);
      assertThat(store.state().failure()).isPresent();
      for (int i = 0; i < 100; i++) {
        assertThat(millisOfFailure()).isLessThan(100);
      }
      assertThatThrownBy(() -> store.rate(USER, new StoredRating(2, 4, 100)))
          .isInstanceOf(EventStoreUnavailableException.class);
    } finally {
      PostgresServer.shared().start();
    }
    long started = System.nanoTime();

    Eventually.isTrue(() -> store.state().up());

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isLessThan(5000);
    assertThat(store.changes(USER).ratings()).containsExactly(new StoredRating(1, 4, 100));
    store.rate(USER, new StoredRating(2, 4, 100));
  }

  @Test
  void theServerMayComeUpAfterTheStoreWasOpened() throws Exception {
    EventStoreConfig empty = newStore();
    PostgresServer.shared().stop();
    EventStore early;
    try {
      early = EventStore.open(empty);
      assertThat(early.state().up()).isFalse();
      assertThatThrownBy(() -> early.changes(USER))
          .isInstanceOf(EventStoreUnavailableException.class);
    } finally {
      PostgresServer.shared().start();
    }
    try (early) {
      Eventually.isTrue(() -> early.state().up());
      early.rate(USER, new StoredRating(2, 4, 100));
      assertThat(early.changes(USER).ratings()).hasSize(1);
    }
  }

  @Test
  void aServerThatDoesNotAnswerHoldsNobodyLongerThanTheTimeout() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(12);
    PostgresServer.shared().freeze();
    try {
      List<Future<Long>> failures = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        failures.add(threads.submit(this::millisOfFailure));
      }
      for (Future<Long> failure : failures) {
        assertThat(failure.get()).isLessThan(TIMEOUT + 500);
      }
      assertThat(store.state().up()).isFalse();
      assertThat(millisOfFailure()).isLessThan(100);
    } finally {
      PostgresServer.shared().thaw();
      threads.shutdownNow();
    }
    Eventually.isTrue(() -> store.state().up());
    store.rate(USER, new StoredRating(2, 4, 100));
  }

  private long millisOfFailure() {
    long start = System.nanoTime();
    assertThatThrownBy(() -> store.changes(USER))
        .isInstanceOf(EventStoreUnavailableException.class);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
