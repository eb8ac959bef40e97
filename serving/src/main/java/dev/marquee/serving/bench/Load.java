package dev.marquee.serving.bench;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Requests over several connections for some seconds, each connection asking again as soon as it
 * has its answer.
 *
 * @param connections at a time
 * @param seconds how long
 */
record Load(int connections, double seconds) {

  /**
   * What came of it.
   *
   * @param requestsPerSecond that were answered
   * @param medianMillis time from request to answer of the median request
   * @param p99Millis the same of the slowest hundredth
   * @param errors answers with another status than 200
   */
  record Result(double requestsPerSecond, double medianMillis, double p99Millis, int errors) {}

  /** Drives a server; requests are made by seeded generators, one a connection. */
  Result drive(int port, Function<Random, byte[]> requests, long seed) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    try {
      List<Future<Latencies>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Random random = new Random(seed + i);
        running.add(threads.submit(() -> drive(port, requests, random, end)));
      }
      Latencies all = new Latencies();
      for (Future<Latencies> one : running) {
        all.add(one.get());
      }
      return all.result(seconds);
    } catch (ExecutionException e) {
      throw new UserError("the server closed a connection: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Latencies drive(
      int port, Function<Random, byte[]> requests, Random random, long end) throws IOException {
    Latencies latencies = new Latencies();
    try (Connection connection = new Connection(port)) {
      while (System.nanoTime() < end) {
        byte[] request = requests.apply(random);
        long started = System.nanoTime();
        int size = connection.ask(request);
        latencies.add(System.nanoTime() - started, size < 0);
      }
    }
    return latencies;
  }

  private static final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;
    private int errors;

    void add(long latency, boolean isError) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = latency;
      errors += isError ? 1 : 0;
    }

    void add(Latencies other) {
      for (int i = 0; i < other.count; i++) {
        add(other.nanos[i], false);
      }
      errors += other.errors;
    }

    Result result(double seconds) {
      Arrays.sort(nanos, 0, count);
      return new Result(count / seconds, at(0.5), at(0.99), errors);
    }

    private double at(double share) {
      return count == 0 ? Double.NaN : nanos[Math.min(count - 1, (int) (share * count))] / 1e6;
    }
  }
}
