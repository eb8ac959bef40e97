package dev.marquee.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.MarkedSnapshots;
import dev.marquee.serving.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SnapshotWatcherTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path folder;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<Integer> swaps = new ArrayList<>();
  private Path warehouse;
  private MarkedSnapshots snapshots;
  private SnapshotWatcher<Snapshot> watcher;

  @BeforeEach
  void setUp() {
    warehouse = folder.resolve("a warehouse");
    snapshots = new MarkedSnapshots(warehouse);
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void close() {
    logger().detachAppender(log);
    if (watcher != null) {
      watcher.close();
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(SnapshotWatcher.class);
  }

  private void watch(Duration pollInterval, Function<Snapshot, Snapshot> prepare) {
    watcher =
        new SnapshotWatcher<>(
            new WatchConfig(warehouse.toString(), folder.resolve("mirror"), pollInterval),
            prepare,
            swapped -> swaps.add(MarkedSnapshots.markOf(swapped)));
    watcher.start();
  }

  private void watch() {
    watch(SOON, Function.identity());
  }

  private int mark() {
    return MarkedSnapshots.markOf(watcher.current().orElseThrow());
  }

  private long warnings() {
    return log.list.stream().filter(event -> event.getLevel() == Level.WARN).count();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void anEmptyWarehouseIsWaitedForAndTheFirstSnapshotTaken() {
    watch();
    until(() -> watcher.state().waiting().orElseThrow().contains("no published snapshot"));
    assertThat(watcher.state().waiting().orElseThrow())
        .contains("./spark-submit.sh nightly --warehouse " + warehouse);
    assertThat(watcher.current()).isEmpty();
    assertThat(watcher.awaitFirst(Duration.ofMillis(1))).isFalse();

    String id = snapshots.publish(1);
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    assertThat(mark()).isEqualTo(1);
    WatchState state = watcher.state();
    assertThat(state.snapshotId()).contains(id);
    assertThat(state.publishedAt().orElseThrow()).isBeforeOrEqualTo(state.loadedAt().orElseThrow());
    assertThat(state.waiting()).isEmpty();
    assertThat(state.refused()).isEmpty();
    assertThat(state.unreachable()).isEmpty();
    assertThat(state.loads()).isEqualTo(1);
    assertThat(swaps).containsExactly(1);
    assertThat(warnings()).isZero();
  }

  @Test
  void everyReaderSeesWholeSnapshotsThatOnlyGoForward() throws Exception {
    snapshots.publish(1);
    watch();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> reader =
        () -> {
          String newest = "";
          int seen = 0;
          while (!done.get()) {
            Snapshot snapshot = watcher.current().orElseThrow();
            assertThat(MarkedSnapshots.markOf(snapshot)).isPositive();
            assertThat(snapshot.id()).isGreaterThanOrEqualTo(newest);
            seen += snapshot.id().equals(newest) ? 0 : 1;
            newest = snapshot.id();
            LockSupport.parkNanos(20_000);
          }
          return seen;
        };
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        seen.add(readers.submit(reader));
      }
      for (int mark = 2; mark <= 6; mark++) {
        int wanted = mark;
        snapshots.publish(mark);
        until(() -> mark() == wanted);
      }
      done.set(true);
      for (Future<Integer> future : seen) {
        assertThat(future.get(30, TimeUnit.SECONDS)).isBetween(2, 6);
      }
    } finally {
      readers.shutdownNow();
    }
    assertThat(watcher.state().loads()).isEqualTo(6);
    assertThat(watcher.state().refusals()).isZero();
  }

  @Test
  void aBrokenSnapshotIsRefusedOnceAndTheOldOneStays() throws IOException {
    snapshots.publish(1);
    watch();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    String broken = snapshots.complete(2);
    Files.delete(snapshots.file(broken, Tables.SIMILAR_MOVIES));
    snapshots.store().switchTo(broken);
    until(() -> watcher.state().refused().isPresent());

    WatchState.Refusal refusal = watcher.state().refused().orElseThrow();
    assertThat(refusal.id()).isEqualTo(broken);
    assertThat(refusal.reason()).contains("similar_movies/a.parquet is missing");
    assertThat(watcher.state().waiting()).isEmpty();
    assertThat(mark()).isEqualTo(1);
    assertThatThrownBy(watcher::reload)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is missing");
    assertThat(mark()).isEqualTo(1);
    assertThat(watcher.state().refusals()).isEqualTo(2);
    assertThat(warnings()).isEqualTo(1);

    snapshots.publish(3);
    until(() -> mark() == 3);
    until(() -> watcher.state().refused().isEmpty());
    assertThat(swaps).containsExactly(1, 3);
  }

  @Test
  void whateverIsWrongWithASnapshotIsNamed() throws IOException {
    String good = snapshots.publish(1);
    watch(Duration.ofHours(1), Function.identity());
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();

    String broken = snapshots.publish(2);
    Path movies = snapshots.file(broken, Tables.MOVIES);
    byte[] content = Files.readAllBytes(movies);
    Files.write(movies, new byte[content.length]);
    assertRefused("movies");
    Files.write(movies, new byte[3]);
    assertRefused("has 3 bytes, expected " + content.length);
    Files.write(movies, content);
    Path factors = snapshots.file(broken, Tables.MOVIE_FACTORS);
    byte[] changed = Files.readAllBytes(factors);
    // A float in the first page, which would do as a number.
    changed[indexOf(changed, new byte[] {0, 0, 0, 0x40}) + 2] ^= 1;
    Files.write(factors, changed);
    assertRefused("movie_factors");

    Path manifest = snapshots.folder(broken).resolve("manifest.json");
    Files.writeString(manifest, "{");
    assertRefused("manifest.json cannot be read");
    Files.delete(manifest);
    assertRefused("no complete snapshot '" + broken);
    Files.writeString(warehouse.resolve("CURRENT"), "../../etc");
    assertRefused("no complete snapshot '../../etc'");
    Files.delete(warehouse.resolve("CURRENT"));
    assertRefused("CURRENT is missing");
    assertThat(watcher.state().unreachable().orElseThrow())
        .contains("snapshot " + good + " stays in force");

    snapshots.store().switchTo(good);
    assertThat(watcher.reload()).contains(good);
    assertThat(watcher.state().refused()).isEmpty();
    assertThat(watcher.state().unreachable()).isEmpty();
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(watcher::reload).isInstanceOf(UserError.class).hasMessageContaining(reason);
    assertThat(mark()).isEqualTo(1);
  }

  private static int indexOf(byte[] content, byte[] wanted) {
    for (int i = 0; i + wanted.length <= content.length; i++) {
      if (java.util.Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not there");
  }

  @Test
  void aFirstSnapshotThatIsRefusedSaysWhatToDo() throws IOException {
    String broken = snapshots.publish(1);
    Files.delete(snapshots.file(broken, Tables.MOVIES));
    watch();
    until(() -> watcher.state().refused().isPresent());
    until(() -> watcher.state().waiting().orElseThrow().contains("was refused"));
    assertThat(watcher.state().waiting().orElseThrow())
        .contains(broken)
        .contains("spark-submit.sh nightly");
    assertThat(watcher.state().refusals()).isEqualTo(1);
    snapshots.publish(2);
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void aRollbackIsFollowed() {
    String first = snapshots.publish(1);
    snapshots.publish(2);
    watch();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    assertThat(mark()).isEqualTo(2);
    snapshots.store().switchTo(first);
    until(() -> mark() == 1);
  }

  @Test
  void reloadTakesWeightsThatWereFittedAfterPublishing() {
    String id = snapshots.publish(1);
    watch();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    assertThat(watcher.current().orElseThrow().fittedWeights()).isEmpty();
    snapshots.fitWeights(id, 0.6);
    assertThat(watcher.reload()).isEqualTo(Optional.of(id));
    assertThat(watcher.current().orElseThrow().fittedWeights()).isPresent();
    assertThat(watcher.state().loads()).isEqualTo(2);
  }

  @Test
  void withoutMemoryForASecondTheFirstStays() {
    snapshots.publish(1);
    AtomicInteger loads = new AtomicInteger();
    List<byte[]> memory = new ArrayList<>();
    watch(
        SOON,
        snapshot -> {
          if (loads.incrementAndGet() == 2) {
            memory.add(new byte[Integer.MAX_VALUE]);
          }
          return snapshot;
        });
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    snapshots.publish(2);
    until(() -> watcher.state().refused().isPresent());
    assertThat(watcher.state().refused().orElseThrow().reason()).contains("-Xmx");
    assertThat(mark()).isEqualTo(1);
    assertThat(watcher.reload()).isPresent();
    assertThat(mark()).isEqualTo(2);
  }

  @Test
  void aFaultAfterTheSwapDoesNoHarm() {
    snapshots.publish(1);
    watcher =
        new SnapshotWatcher<>(
            new WatchConfig(warehouse.toUri().toString(), folder.resolve("mirror"), SOON),
            Function.identity(),
            swapped -> {
              throw new IllegalStateException("cache");
            });
    watcher.start();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    assertThat(watcher.state().refused()).isEmpty();
    assertThat(warnings()).isEqualTo(1);
    snapshots.publish(2);
    until(() -> mark() == 2);
  }

  @Test
  void afterClosingNothingIsTaken() {
    snapshots.publish(1);
    watch();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    watcher.close();
    snapshots.publish(2);
    assertThatThrownBy(watcher::reload).isInstanceOf(IllegalStateException.class);
    assertThat(mark()).isEqualTo(1);
  }

  @Test
  void aConfigurationThatCannotBeFollowedIsRefused() {
    Path mirror = folder.resolve("mirror");
    assertThatThrownBy(() -> new WatchConfig(" ", mirror, SOON)).hasMessageContaining("expected");
    assertThatThrownBy(() -> new WatchConfig("w", mirror, Duration.ZERO))
        .hasMessageContaining("more than 0");
    assertThat(new WatchConfig("w", mirror, SOON).isLocal()).isTrue();
    assertThat(new WatchConfig("file:/w", mirror, SOON).folder().toString()).isEqualTo("file:/w");
    assertThat(new WatchConfig("hdfs://host/w", mirror, SOON).isLocal()).isFalse();
    assertThatThrownBy(() -> new WatchConfig("file:w", mirror, SOON).folder())
        .isInstanceOf(UserError.class);
  }
}
