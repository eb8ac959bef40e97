package dev.marquee.serving.bench;

import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the service beside a bare handler: {@code java -jar marquee-serving.jar bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Drives the service on a warehouse's snapshot, and in turn a bare Javalin handler that answers",
      "a constant JSON of the same size, each in a process of its own on this machine. Prints",
      "requests a second, their ratio (median, and least to most of the rounds), and latencies."
    },
    showDefaultValues = true)
public final class Bench implements Callable<Integer> {
  private static final long SEED = 42;
  private static final int SAMPLED = 20;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      defaultValue = "warehouse",
      description = "Local folder with a published snapshot.")
  private Path warehouse;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Seconds that each of the two is driven in a round.")
  private double seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds, after one that does not count.")
  private int rounds;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "16",
      description = "Connections at a time.")
  private int connections;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of the service, such as 1536m; the JVM's default unless given.")
  private String heap;

  @Spec private CommandSpec spec;

  private final Class<?> service;

  /** Measures the service that this class's {@code main} starts. */
  public Bench(Class<?> service) {
    this.service = service;
  }

  private record Round(Load.Result service, Load.Result bare) {
    double ratio() {
      return service.requestsPerSecond() / bare.requestsPerSecond();
    }
  }

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot =
        SnapshotReader.readCurrent(
            new SnapshotStore(
                new org.apache.hadoop.fs.Path(warehouse.toAbsolutePath().toUri()),
                new Configuration()),
            new Configuration());
    long[] users = ids(snapshot.histories().userIds().size(), snapshot.histories().userIds()::at);
    long[] movies = ids(snapshot.movies().size(), snapshot.movies()::id);
    line("%,d movies, %,d users, %d connections", movies.length, users.length, connections);
    line("%-24s %9s %9s %18s %7s %7s", "", "requests/s", "bare", "ratio", "p50 ms", "p99 ms");
    Path folder = Files.createTempDirectory("marquee-bench");
    try (ChildServer bare =
        ChildServer.start(BareServer.class, List.of(), List.of(), folder.resolve("bare.log"))) {
      for (Scenario scenario : Scenario.all(users, movies)) {
        try (ChildServer service = service(scenario, folder)) {
          measure(scenario, service.port(), bare.port());
        }
      }
    } finally {
      delete(folder);
    }
    return 0;
  }

  private ChildServer service(Scenario scenario, Path folder) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--warehouse",
                warehouse.toString(),
                "--port",
                "0",
                "--set",
                "events.url=jdbc:sqlite:" + folder.resolve("events.db")));
    if (!scenario.isCached()) {
      arguments.addAll(List.of("--set", "cache.users=0"));
    }
    ChildServer started =
        ChildServer.start(
            service,
            heap == null ? List.of() : List.of("-Xmx" + heap),
            arguments,
            folder.resolve("service.log"));
    awaitReady(started.port(), folder);
    return started;
  }

  private static void awaitReady(int port, Path folder) {
    byte[] request =
        "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < 1200; i++) {
      try (Connection connection = new Connection(port)) {
        if (connection.ask(request) > 0) {
          return;
        }
        Thread.sleep(50);
      } catch (IOException e) {
        throw new UserError("the service ended, see " + folder.resolve("service.log"), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserError("interrupted", e);
      }
    }
    throw new UserError("the service is not ready after a minute, see " + folder);
  }

  private void measure(Scenario scenario, int servicePort, int barePort) throws IOException {
    int size = typicalSize(scenario, servicePort);
    Load load = new Load(connections, seconds);
    List<Round> measured = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      long seed = SEED + 1000L * round;
      Load.Result service = load.drive(servicePort, scenario::request, seed);
      Load.Result bare =
          load.drive(
              barePort, random -> scenario.bareRequest(scenario.request(random), size), seed);
      if (round > 0) {
        measured.add(new Round(service, bare));
      }
    }
    double[] ratios = measured.stream().mapToDouble(Round::ratio).sorted().toArray();
    int errors = measured.stream().mapToInt(each -> each.service().errors()).sum();
    line(
        "%-24s %9.0f %9.0f  %4.0f %% (%2.0f to %2.0f) %7.2f %7.2f%s",
        scenario.name(),
        median(measured, each -> each.service().requestsPerSecond()),
        median(measured, each -> each.bare().requestsPerSecond()),
        100 * ratios[ratios.length / 2],
        100 * ratios[0],
        100 * ratios[ratios.length - 1],
        median(measured, each -> each.service().medianMillis()),
        median(measured, each -> each.service().p99Millis()),
        errors == 0 ? "" : "  " + errors + " errors");
    if (errors > 0) {
      throw new UserError(errors + " requests were not answered with 200");
    }
  }

  /** Bytes of a middling answer. */
  private static int typicalSize(Scenario scenario, int port) throws IOException {
    Random random = new Random(SEED);
    int[] sizes = new int[SAMPLED];
    try (Connection connection = new Connection(port)) {
      for (int i = 0; i < SAMPLED; i++) {
        sizes[i] = connection.ask(scenario.request(random));
      }
    }
    Arrays.sort(sizes);
    return sizes[SAMPLED / 2];
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long[] ids(int size, java.util.function.IntToLongFunction at) {
    return IntStream.range(0, size).mapToLong(at).toArray();
  }

  private void line(String format, Object... values) {
    spec.commandLine().getOut().println(String.format(java.util.Locale.ROOT, format, values));
    spec.commandLine().getOut().flush();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
