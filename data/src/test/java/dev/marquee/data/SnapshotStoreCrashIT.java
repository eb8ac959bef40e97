package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that stages, completes, switches and prunes as fast as it can is killed without warning
 * at random moments. At each of them the pointer names a complete snapshot with all its files.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SnapshotStoreCrashIT {
  private static final int KILLS = 10;
  private static final int KEEP = 2;

  @TempDir Path warehouse;

  private static SnapshotStore store(String warehouse) {
    return new SnapshotStore(new org.apache.hadoop.fs.Path(warehouse), new Configuration());
  }

  @Test
  void whatReadersFindIsAlwaysComplete() throws Exception {
    SnapshotStore store = store(warehouse.toString());
    publish(store);
    Random random = new Random(7);
    for (int i = 0; i < KILLS; i++) {
      String before = store.currentId().orElseThrow();
      killAfter(random.nextInt(400));
      String current = store.currentId().orElseThrow();
      assertThat(current).isGreaterThanOrEqualTo(before);
      assertThat(store.manifest(current).id()).isEqualTo(current);
      Path table = warehouse.resolve("snapshots").resolve(current).resolve("movies");
      assertThat(Files.readString(table.resolve("part-0.parquet"))).isEqualTo(current);
      assertThat(store.list()).noneMatch(summary -> summary.state() == SnapshotState.DAMAGED);
      try (WarehouseLock lock = store(warehouse.toString()).lock()) {
        lock.ensureHeld();
        store.removeStaged();
        publish(store);
      }
      assertThat(store.list())
          .hasSizeLessThanOrEqualTo(KEEP)
          .noneMatch(summary -> summary.state() == SnapshotState.STAGED);
    }
  }

  private void killAfter(long milliseconds) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                warehouse.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("publishing");
      Thread.sleep(milliseconds);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static void publish(SnapshotStore store) throws Exception {
    StagedSnapshot staged = store.stage();
    Path table = Path.of(staged.directory().table(Tables.MOVIES).toUri().getPath());
    Files.createDirectories(table);
    Files.writeString(table.resolve("part-0.parquet"), staged.id());
    staged.record(
        new StageRecord("ingest", "1", "2026-11-22T15:04:05Z", 0, Map.of(), Map.of(), Map.of()));
    store.complete(staged, TestManifests.of(staged.id()));
    store.switchTo(staged.id());
    List<String> removed = store.prune(KEEP);
    assertThat(removed).doesNotContain(staged.id());
  }

  /** Publishes until it is killed. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      SnapshotStore store = store(arguments[0]);
      try (WarehouseLock lock = store.lock()) {
        System.out.println("publishing");
        while (true) {
          lock.ensureHeld();
          store.removeStaged();
          publish(store);
        }
      }
    }
  }
}
