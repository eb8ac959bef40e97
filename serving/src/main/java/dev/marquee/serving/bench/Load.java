package dev.marquee.serving.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests from several clients, each of which sends the next one when it has the answer to the
 * last. The same seed asks for the same things in the same order.
 *
 * @param requests as they are sent, picked from at random
 * @param connections clients
 * @param seed of what is picked
 */
record Load(List<byte[]> requests, int connections, long seed) {

  /** The same load with other requests. */
  Load of(List<byte[]> others) {
    return new Load(others, connections, seed);
  }

  /** Asks a server for so long. */
  Measurement drive(int port, Duration duration) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long begin = System.nanoTime();
      List<Callable<Client>> clients = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Random random = new Random(seed + i);
        clients.add(() -> ask(port, random, begin + duration.toNanos()));
      }
      List<Future<Client>> done = threads.invokeAll(clients);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long[] all = new long[0];
      int errors = 0;
      for (Future<Client> client : done) {
        Client each = client.get();
        int from = all.length;
        all = Arrays.copyOf(all, from + each.count);
        System.arraycopy(each.nanos, 0, all, from, each.count);
        errors += each.errors;
      }
      return new Measurement(all, seconds, errors);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Client ask(int port, Random random, long end) throws IOException {
    Client client = new Client();
    try (KeepAliveConnection connection = new KeepAliveConnection(port)) {
      long sent = System.nanoTime();
      while (sent < end) {
        int status = connection.exchange(requests.get(random.nextInt(requests.size())));
        long answered = System.nanoTime();
        client.add(answered - sent, status);
        sent = answered;
      }
    }
    return client;
  }

  private static final class Client {
    private long[] nanos = new long[1 << 14];
    private int count;
    private int errors;

    private void add(long took, int status) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = took;
      errors += status / 100 == 2 ? 0 : 1;
    }
  }
}
