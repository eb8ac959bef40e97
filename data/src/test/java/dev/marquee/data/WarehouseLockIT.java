package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock between processes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WarehouseLockIT {
  @TempDir Path warehouse;

  private static SnapshotStore store(String warehouse) {
    return new SnapshotStore(new org.apache.hadoop.fs.Path(warehouse), new Configuration());
  }

  @Test
  void anotherProcessHoldsItUntilItIsKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                warehouse.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = holder.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held");
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> store(warehouse.toString()).lock())
            .isInstanceOf(UserError.class)
            .hasMessageContaining("process " + holder.pid() + " on ");
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }
    store(warehouse.toString()).lock().close();
  }

  /** Takes the lock, tries in vain to take it again, and keeps it. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      WarehouseLock lock = store(arguments[0]).lock();
      try {
        store(arguments[0]).lock();
      } catch (UserError expected) {
        // A failed attempt in this process must not free the lock for others.
        lock.ensureHeld();
        System.out.println("held");
      }
      Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    }
  }
}
