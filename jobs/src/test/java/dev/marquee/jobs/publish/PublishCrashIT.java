package dev.marquee.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.SnapshotState;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.UserError;
import dev.marquee.data.WarehouseLock;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that publishes is killed without warning, at each step and at a random moment: readers
 * always find a complete snapshot, a second writer fails while it lives and succeeds afterwards.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PublishCrashIT {
  private static final Console QUIET =
      new Console(new PrintStream(OutputStream.nullOutputStream()));
  private static final int KEEP = 2;

  @TempDir static Path folder;
  private static TestSnapshots snapshots;
  private static Path warehouse;
  private Process child;

  @BeforeAll
  static void publishOne() throws IOException {
    snapshots =
        new TestSnapshots(LocalSpark.session(), Files.createDirectory(folder.resolve("template")));
    warehouse = folder.resolve("warehouse");
    publishNext();
  }

  @AfterEach
  void endChild() throws InterruptedException {
    if (child != null) {
      child.destroyForcibly().waitFor();
    }
  }

  private static SnapshotStore store(String warehouse) {
    return new SnapshotStore(new org.apache.hadoop.fs.Path(warehouse), new Configuration());
  }

  /** What a nightly run does to the store. */
  private static String publishNext() {
    SparkSession spark = LocalSpark.session();
    SnapshotStore store = store(warehouse.toString());
    try (WarehouseLock lock = store.lock()) {
      store.removeStaged();
      StagedSnapshot staged = snapshots.stage(store);
      String id = new Publisher(store, spark).publish(staged, description(), KEEP, QUIET);
      lock.ensureHeld();
      return id;
    }
  }

  private static RunDescription description() {
    return RunDescription.of("1.0-test", List.of(), "{}");
  }

  @Test
  void aKilledPublisherLeavesACompleteSnapshot() throws Exception {
    for (String step : List.of("check", "complete", "CURRENT")) {
      start("pause", step);
      awaitLine("at " + step);
      assertThatThrownBy(PublishCrashIT::publishNext)
          .as("the second of two writers")
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll("another run", "process " + child.pid() + " on ");
      kill();
      assertIntact(step);
    }
    start("loop", "none");
    awaitLine("staged");
    Thread.sleep(new Random().nextInt(8000));
    kill();
    assertIntact("random moment");
  }

  private void assertIntact(String moment) {
    SnapshotStore store = store(warehouse.toString());
    String current = store.currentId().orElseThrow();
    assertReadable(store, current);
    String next = publishNext();
    assertThat(next).as(moment).isGreaterThan(current);
    assertThat(store.currentId()).contains(next);
    assertReadable(store, next);
    assertThat(store.list())
        .as(moment)
        .hasSizeLessThanOrEqualTo(KEEP)
        .noneMatch(summary -> summary.state() == SnapshotState.STAGED)
        .noneMatch(summary -> summary.state() == SnapshotState.DAMAGED);
  }

  private static void assertReadable(SnapshotStore store, String id) {
    SparkSession spark = LocalSpark.session();
    new FileChecksums(spark).verify(store.directory(id), store.manifest(id));
  }

  private void start(String mode, String step) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The same opened packages as this process; its other arguments are Surefire's.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    String logging = System.getProperty("log4j2.configurationFile");
    if (logging != null) {
      command.add("-Dlog4j2.configurationFile=" + logging);
    }
    command.add(Child.class.getName());
    command.addAll(List.of(folder.toString(), mode, step));
    child = new ProcessBuilder(command).redirectError(folder.resolve("child.log").toFile()).start();
  }

  private void awaitLine(String expected) throws IOException {
    BufferedReader out = child.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); !expected.equals(line); line = out.readLine()) {
      assertThat(line)
          .as("child ended after %s: %s", lines, Files.readString(folder.resolve("child.log")))
          .isNotNull();
      lines.add(line);
    }
  }

  private void kill() throws InterruptedException {
    child.destroyForcibly().waitFor();
  }

  /** Publishes until it is killed, or until it comes to a step, where it waits. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      boolean pauses = arguments[1].equals("pause");
      String step = arguments[2];
      PrintStream lines = System.out;
      Console console =
          new Console(
              new PrintStream(OutputStream.nullOutputStream()) {
                @Override
                public void println(String line) {
                  if (pauses && line.contains(step)) {
                    lines.println("at " + step);
                    sleepForever();
                  }
                }
              });
      SparkSession spark = LocalSpark.session();
      TestSnapshots snapshots = new TestSnapshots(spark, folder.resolve("template"));
      SnapshotStore store = store(folder.resolve("warehouse").toString());
      try (WarehouseLock lock = store.lock()) {
        while (true) {
          lock.ensureHeld();
          store.removeStaged();
          StagedSnapshot staged = snapshots.stage(store);
          lines.println("staged");
          new Publisher(store, spark).publish(staged, description(), KEEP, console);
        }
      }
    }

    private static void sleepForever() {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
