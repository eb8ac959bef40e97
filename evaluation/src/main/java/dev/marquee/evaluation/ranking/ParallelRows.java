package dev.marquee.evaluation.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Work on many rows, spread over one thread a processor. */
public final class ParallelRows {
  private static final int ROWS_AT_ONCE = 8;

  private ParallelRows() {}

  /**
   * Calls a consumer once for every row from 0 and returns when all are done. What each row writes
   * must be its own, so that the result does not depend on the threads.
   *
   * @param work makes the consumer of one thread, with the buffers that only that thread uses
   * @throws RuntimeException the first one that a consumer threw
   */
  public static void forEach(int rows, Supplier<IntConsumer> work) {
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, rows));
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelRows::daemon);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(rows, next, work.get())));
      }
      for (Future<?> thread : running) {
        await(thread);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void work(int rows, AtomicInteger next, IntConsumer consumer) {
    while (!Thread.currentThread().isInterrupted()) {
      int from = next.getAndAdd(ROWS_AT_ONCE);
      if (from >= rows) {
        return;
      }
      for (int row = from; row < Math.min(rows, from + ROWS_AT_ONCE); row++) {
        consumer.accept(row);
      }
    }
  }

  private static void await(Future<?> thread) {
    try {
      thread.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were worked on", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "evaluation");
    thread.setDaemon(true);
    return thread;
  }
}
