package dev.marquee.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.MarkedSnapshots;
import dev.marquee.serving.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse on a file system that is not local to the service. */
@Timeout(60)
class MirrorTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path folder;

  private Path mirror;
  private MarkedSnapshots snapshots;
  private SnapshotWatcher<Snapshot> watcher;

  @BeforeEach
  void setUp() {
    FarFileSystem.reset();
    mirror = folder.resolve("mirror");
    snapshots = new MarkedSnapshots(folder.resolve("warehouse"));
  }

  @AfterEach
  void close() {
    if (watcher != null) {
      watcher.close();
    }
  }

  private void start() {
    close();
    watcher =
        new SnapshotWatcher<>(
            new WatchConfig("far://" + folder.resolve("warehouse"), mirror, SOON),
            Function.identity(),
            snapshot -> {},
            FarFileSystem.hadoop());
    watcher.start();
  }

  private void startAndAwait() {
    start();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
  }

  private int mark() {
    return MarkedSnapshots.markOf(watcher.current().orElseThrow());
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

  private List<String> mirrored() {
    try (Stream<Path> content = Files.list(mirror.resolve("snapshots"))) {
      return content.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Test
  void snapshotsAreCopiedOnceAndTheOldOnesRemoved() {
    start();
    until(() -> watcher.state().waiting().orElseThrow().contains("no published snapshot"));
    String first = snapshots.publish(1);
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    until(() -> mirrored().equals(List.of(first)));
    assertThat(FarFileSystem.opened("movies/a.parquet")).isGreaterThan(0);

    String second = snapshots.publish(2);
    until(() -> mark() == 2);
    until(() -> mirrored().equals(List.of(second)));
    String third = snapshots.publish(3);
    until(() -> mark() == 3);
    snapshots.store().switchTo(second);
    until(() -> mark() == 2);
    until(() -> mirrored().equals(List.of(second, third)));

    FarFileSystem.reset();
    snapshots.store().switchTo(third);
    until(() -> mark() == 3);
    startAndAwait();
    assertThat(mark()).isEqualTo(3);
    assertThat(FarFileSystem.opened(".parquet")).isZero();
  }

  @Test
  void aRestartWithoutTheStoreServesTheCopyAndSaysSo() {
    String first = snapshots.publish(1);
    startAndAwait();
    until(() -> Files.exists(mirror.resolve("CURRENT")));

    FarFileSystem.down(true);
    startAndAwait();
    assertThat(mark()).isEqualTo(1);
    until(() -> watcher.state().unreachable().isPresent());
    assertThat(watcher.state().unreachable().orElseThrow())
        .contains("far:")
        .contains("connection refused")
        .contains(first + " stays in force");
    assertThatThrownBy(watcher::reload)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("connection refused");

    snapshots.publish(2);
    FarFileSystem.down(false);
    until(() -> mark() == 2);
    until(() -> watcher.state().unreachable().isEmpty());
    assertThat(watcher.state().refusals()).isZero();
  }

  @Test
  void aStoreThatIsDownFromTheStartIsWaitedFor() {
    FarFileSystem.down(true);
    snapshots.publish(1);
    start();
    until(() -> watcher.state().waiting().orElseThrow().contains("connection refused"));
    FarFileSystem.down(false);
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void anInterruptedCopyLeavesNothingAndIsTriedAgain() throws IOException {
    snapshots.publish(1);
    Files.createDirectories(mirror.resolve("snapshots/.copying-killed/movies"));
    Files.writeString(mirror.resolve("snapshots/.copying-killed/movies/a.parquet"), "half");
    Files.writeString(mirror.resolve("MIRROR_OF"), "far:" + folder.resolve("warehouse") + "\n");
    FarFileSystem.failOn("movie_factors");
    start();
    until(() -> watcher.state().unreachable().isPresent());
    assertThat(FarFileSystem.opened("movie_embeddings/a.parquet")).isPositive();
    assertThat(watcher.state().refusals()).isZero();

    FarFileSystem.reset();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    assertThat(mirrored()).hasSize(1).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aFileThatIsNotAsInTheManifestIsRefused() throws IOException {
    snapshots.publish(1);
    startAndAwait();
    String broken = snapshots.complete(2);
    Path movies = snapshots.file(broken, Tables.MOVIES);
    byte[] content = Files.readAllBytes(movies);
    content[content.length / 2] ^= 1;
    Files.write(movies, content);
    snapshots.store().switchTo(broken);
    until(() -> watcher.state().refused().isPresent());
    assertThat(watcher.state().refused().orElseThrow().reason()).contains("SHA-256");
    Files.delete(movies);
    assertThatThrownBy(watcher::reload).hasMessageContaining("a.parquet is missing");
    assertThat(mark()).isEqualTo(1);
    assertThat(mirrored()).doesNotContain(broken);
  }

  @Test
  void aDamagedCopyIsMadeAgain() throws IOException {
    String id = snapshots.publish(1);
    startAndAwait();
    until(() -> Files.exists(mirror.resolve("CURRENT")));
    close();
    Files.delete(mirror.resolve("snapshots/" + id + "/movies/a.parquet"));
    startAndAwait();
    assertThat(mark()).isEqualTo(1);
    assertThat(watcher.state().refused()).isEmpty();
  }

  @Test
  void weightsThatWereFittedAfterPublishingAreCopied() {
    String id = snapshots.publish(1);
    startAndAwait();
    snapshots.fitWeights(id, 0.6);
    assertThat(watcher.reload()).contains(id);
    assertThat(weightOfContent()).isEqualTo(0.6);
    until(() -> Files.exists(mirror.resolve("CURRENT")));
    close();

    snapshots.fitWeights(id, 0.7);
    startAndAwait();
    until(() -> weightOfContent() == 0.7);
  }

  private double weightOfContent() {
    return watcher
        .current()
        .orElseThrow()
        .fittedWeights()
        .orElseThrow()
        .buckets()
        .get(0)
        .weights()
        .content();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    snapshots.publish(1);
    MarkedSnapshots other = new MarkedSnapshots(mirror);
    String theirs = other.publish(7);
    start();
    until(() -> watcher.state().waiting().orElseThrow().contains("holds other files"));
    assertThat(watcher.current()).isEmpty();
    assertThat(mirrored()).containsExactly(theirs);
  }

  @Test
  void everyFileSystemOfHadoopWillDo() {
    snapshots.publish(1);
    Configuration hadoop = new Configuration();
    hadoop.set(
        "fs.viewfs.mounttable.cluster.link./marquee",
        folder.resolve("warehouse").toUri().toString());
    watcher =
        new SnapshotWatcher<>(
            new WatchConfig("viewfs://cluster/marquee", mirror, SOON),
            Function.identity(),
            snapshot -> {},
            hadoop);
    watcher.start();
    assertThat(watcher.awaitFirst(Duration.ofSeconds(30))).isTrue();
    assertThat(mark()).isEqualTo(1);
  }
}
