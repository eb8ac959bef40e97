package dev.marquee.jobs.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private static final Path STATISTICS = Path.of("/proc/thread-self/stat");

  /** 24 MiB of floats: three of them are more than glibc reserves for a thread at a time. */
  private static final Shape SHAPE = new Shape(6 << 20);

  private static final int ROUNDS = 50;

  /** Of 4 KiB, written in all rounds. */
  private static final long PAGES = ROUNDS * 3L * SHAPE.size() * Float.BYTES / 4096;

  @BeforeAll
  static void oneThread() {
    Devices.setThreads(1);
  }

  @Test
  void whatIsFreedIsUsedAgainWithoutPageFaults() throws Exception {
    assumeThat(Files.isReadable(STATISTICS)).as("page faults are counted on Linux").isTrue();
    // A thread with blocks of its own, as every task of Spark is.
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      thread.submit(() -> faults(30)).get();
      assertThat(thread.submit(() -> faults(ROUNDS)).get()).isLessThan(PAGES / 20);
    } finally {
      thread.shutdown();
    }
  }

  private static long faults(int rounds) throws IOException {
    long before = faults();
    for (int round = 0; round < rounds; round++) {
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray first = manager.ones(SHAPE);
        first.add(manager.ones(SHAPE));
      }
    }
    return faults() - before;
  }

  /** Page faults of the calling thread that needed no disk: field 10. */
  private static long faults() throws IOException {
    String fields = Files.readString(STATISTICS);
    return Long.parseLong(fields.substring(fields.lastIndexOf(')') + 2).split(" ", -1)[7]);
  }
}
