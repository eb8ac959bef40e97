package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.HeartbeatWarehouseLock.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseLockTest {
  private static final Times TIMES =
      new Times(Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofMillis(100));

  @TempDir Path warehouse;

  private SnapshotStore store() {
    return new SnapshotStore(
        new org.apache.hadoop.fs.Path(warehouse.toString()), new Configuration());
  }

  private WarehouseLock heartbeat() {
    var file = new org.apache.hadoop.fs.Path(warehouse.resolve(".lock").toUri());
    return HeartbeatWarehouseLock.take(file, new Configuration(), TIMES);
  }

  @Test
  void aSecondLockInOneProcessFailsAndNamesTheHolder() throws Exception {
    try (WarehouseLock lock = store().lock()) {
      lock.ensureHeld();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> store().lock())
            .isInstanceOf(UserError.class)
            .hasMessageContainingAll("another run", "process " + ProcessHandle.current().pid());
      }
      assertThat(Files.readString(warehouse.resolve(".lock"))).contains("process", "since");
    }
    store().lock().close();
    assertThat(warehouse.resolve(".lock")).isEmptyFile();
  }

  @Test
  void aHeartbeatLockIsTakenOnce() throws Exception {
    WarehouseLock lock = heartbeat();
    assertThatThrownBy(this::heartbeat)
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("another run", "process " + ProcessHandle.current().pid());
    lock.ensureHeld();
    lock.close();
    lock.close();
    assertThat(warehouse.resolve(".lock")).doesNotExist();
    assertThatThrownBy(lock::ensureHeld).isInstanceOf(UserError.class);
    heartbeat().close();
  }

  @Test
  void aHeartbeatLockIsRenewed() throws Exception {
    try (WarehouseLock lock = heartbeat()) {
      Path file = warehouse.resolve(".lock");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(50)));
      Instant deadline = Instant.now().plusSeconds(20);
      while (Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minusSeconds(40))) {
        assertThat(Instant.now()).isBefore(deadline);
        Thread.sleep(20);
      }
      lock.ensureHeld();
    }
  }

  @Test
  void aHeartbeatLockThatWasNotRenewedIsTakenOverAndItsHolderStops() throws Exception {
    Path file = warehouse.resolve(".lock");
    Files.writeString(file, "process 1 on elsewhere since yesterday\nx\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(30)));
    assertThatThrownBy(this::heartbeat).hasMessageContaining("process 1 on elsewhere");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(61)));
    try (WarehouseLock lock = heartbeat()) {
      lock.ensureHeld();
      // Another run takes over in turn: this one notices, and leaves the other's lock alone.
      Files.writeString(file, "process 2 on elsewhere\ny\n");
      Files.deleteIfExists(warehouse.resolve("..lock.crc"));
      assertThatThrownBy(lock::ensureHeld)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("lost to another run");
    }
    assertThat(Files.readString(file)).contains("process 2");
  }
}
