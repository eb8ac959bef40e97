package dev.marquee.serving.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the event store promises, on whatever database. */
abstract class EventStoreTest {
  static final long USER = 9_000_000_000L;

  EventStoreConfig config;
  EventStore store;

  /** An empty store. */
  abstract EventStoreConfig newStore();

  @BeforeEach
  final void open() {
    config = newStore();
    store = EventStore.open(config);
  }

  @AfterEach
  final void close() {
    store.close();
  }

  @Test
  void isUpAndEmptyAtFirst() {
    assertThat(store.state().up()).isTrue();
    assertThat(store.state().failure()).isEmpty();
    assertThat(store.changes(USER)).isEqualTo(UserChanges.NONE);
  }

  @Test
  void theLastRatingWins() {
    store.rate(USER, new StoredRating(5, 4.5, 100));
    store.rate(USER, new StoredRating(5, 3.5, 200));
    store.rate(USER, new StoredRating(5, 1.0, 150));
    store.rate(USER, new StoredRating(-7_000_000_000L, 0.5, 100));
    store.rate(USER + 1, new StoredRating(5, 2.0, 300));

    assertThat(store.changes(USER).ratings())
        .containsExactly(
            new StoredRating(-7_000_000_000L, 0.5, 100), new StoredRating(5, 3.5, 200));

    store.rate(USER, new StoredRating(5, 2.5, 200));
    assertThat(store.changes(USER).ratings()).contains(new StoredRating(5, 2.5, 200));
  }

  @Test
  void deletionsWinOverWhatIsNotLater() {
    store.rate(USER, new StoredRating(1, 4, 100));
    store.rate(USER, new StoredRating(2, 4, 100));
    store.rate(USER, new StoredRating(3, 4, 100));

    assertThat(store.unrate(USER, 1, 100)).isTrue();
    assertThat(store.unrate(USER, 2, 99)).isFalse();
    assertThat(store.unrate(USER, 3, 200)).isTrue();
    assertThat(store.unrate(USER, 4, 200)).as("known to the CSV history only").isTrue();
    store.rate(USER, new StoredRating(3, 5, 150));
    store.rate(USER, new StoredRating(4, 5, 300));

    assertThat(store.changes(USER))
        .isEqualTo(
            new UserChanges(
                List.of(new StoredRating(2, 4, 100), new StoredRating(4, 5, 300)),
                Set.of(1L, 3L),
                false));
  }

  @Test
  void changesSurviveClosingAndOpening() {
    store.rate(USER, new StoredRating(1, 4, 100));
    store.close();
    assertThatThrownBy(() -> store.changes(USER))
        .isInstanceOf(EventStoreUnavailableException.class);

    store = EventStore.open(config);

    assertThat(store.changes(USER).ratings()).containsExactly(new StoredRating(1, 4, 100));
  }

  @Test
  void eventsAreRecordedOnce() {
    List<UserEvent> batch =
        List.of(impression("a", 1, 3), click("b", 1), rating("c", 1, 4.0, 100), click("b", 1));

    assertThat(store.record(batch)).isEqualTo(new RecordedEvents(3, 1));
    store.rate(USER, new StoredRating(1, 2.0, 100));
    assertThat(store.record(batch)).isEqualTo(new RecordedEvents(0, 4));
    assertThat(store.record(List.of())).isEqualTo(new RecordedEvents(0, 0));

    assertThat(
            rows(
                "SELECT event_id, type, user_id, movie_id, occurred_at, stars, position,"
                    + " request_id FROM events ORDER BY event_id"))
        .containsExactly(
            "a|impression|9000000000|1|50|null|3|request 1",
            "b|click|9000000000|1|60|null|null|null",
            "c|rating|9000000000|1|100|4.0|null|null");
    assertThat(store.changes(USER).ratings())
        .as("a duplicate writes no rating")
        .containsExactly(new StoredRating(1, 2.0, 100));
  }

  @Test
  void ratingsOfABatchFollowTheSameRules() {
    store.rate(USER, new StoredRating(1, 5, 150));
    store.record(
        List.of(
            rating("z", 1, 4.0, 100),
            rating("y", 2, 4.0, 100),
            rating("x", 2, 3.0, 100),
            rating("w", 2, 2.0, 90)));

    assertThat(store.changes(USER).ratings())
        .containsExactly(new StoredRating(1, 5, 150), new StoredRating(2, 3, 100));
  }

  @Test
  void aBatchWithABadEventInTheMiddleLeavesNothing() {
    execute("CREATE UNIQUE INDEX one_request ON events (request_id)");
    List<UserEvent> batch =
        List.of(
            rating("a", 1, 4.0, 100), impression("b", 1, 3), impression("c", 1, 4), click("d", 1));

    assertThatThrownBy(() -> store.record(batch))
        .isInstanceOf(EventStoreUnavailableException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("request 1"));

    assertThat(rows("SELECT event_id FROM events")).isEmpty();
    assertThat(store.changes(USER)).isEqualTo(UserChanges.NONE);
    assertThat(store.state().up()).as("one bad call is no outage").isTrue();
    assertThat(store.record(List.of(batch.get(0)))).isEqualTo(new RecordedEvents(1, 0));
  }

  @Test
  void anErasedUserIsForgottenAndMayComeBack() {
    store.rate(USER, new StoredRating(1, 4, 100));
    store.record(List.of(click("a", 1), rating("b", 2, 3.0, 90)));
    store.rate(USER + 1, new StoredRating(1, 4, 100));

    store.erase(USER, 200);
    store.erase(USER, 150);

    assertThat(store.changes(USER)).isEqualTo(new UserChanges(List.of(), Set.of(), true));
    assertThat(rows("SELECT event_id FROM events")).isEmpty();
    assertThat(store.changes(USER + 1).ratings()).hasSize(1);

    store.rate(USER, new StoredRating(3, 5, 199));
    assertThat(store.unrate(USER, 3, 199)).isFalse();
    assertThat(store.record(List.of(rating("c", 4, 3.0, 199)))).isEqualTo(new RecordedEvents(0, 1));
    assertThat(store.changes(USER)).isEqualTo(new UserChanges(List.of(), Set.of(), true));

    store.rate(USER, new StoredRating(3, 5, 200));
    assertThat(store.changes(USER))
        .isEqualTo(new UserChanges(List.of(new StoredRating(3, 5, 200)), Set.of(), true));
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    int writers = 8;
    int each = 25;
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int first = writer;
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    store.rate(USER, new StoredRating(first * each + i, 3, i));
                    // All write to movie -1; the batches name two users in either order.
                    store.record(
                        List.of(
                            ratingOf(USER + (first + 1) % 2, "1-" + first + "-" + i, first, i),
                            ratingOf(USER + first % 2, "2-" + first + "-" + i, first, i)));
                  }
                }));
      }
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  store.changes(USER);
                }
              }));
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }

    List<StoredRating> ratings = store.changes(USER).ratings();
    assertThat(ratings).hasSize(writers * each + 1);
    assertThat(ratings.get(0).timestamp()).isEqualTo(each - 1);
    assertThat(rows("SELECT COUNT(*) FROM events")).containsExactly("" + 2 * writers * each);
  }

  private static UserEvent ratingOf(long user, String id, int stars, long timestamp) {
    return new UserEvent(
        id,
        EventType.RATING,
        user,
        -1,
        timestamp,
        OptionalDouble.of(stars),
        OptionalInt.empty(),
        Optional.empty());
  }

  static UserEvent rating(String id, long movieId, double stars, long timestamp) {
    return new UserEvent(
        id,
        EventType.RATING,
        USER,
        movieId,
        timestamp,
        OptionalDouble.of(stars),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static UserEvent impression(String id, long movieId, int position) {
    return new UserEvent(
        id,
        EventType.IMPRESSION,
        USER,
        movieId,
        50,
        OptionalDouble.empty(),
        OptionalInt.of(position),
        Optional.of("request 1"));
  }

  private static UserEvent click(String id, long movieId) {
    return new UserEvent(
        id,
        EventType.CLICK,
        USER,
        movieId,
        60,
        OptionalDouble.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** Runs a statement beside the store. */
  final void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query beside the store, their columns joined by bars. */
  final List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(String.valueOf(result.getObject(column)));
        }
        rows.add(String.join("|", values));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(config.url(), config.user(), config.password());
  }
}
