package dev.marquee.serving.bench;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the service: {@code java -jar marquee-serving.jar bench --warehouse DIR}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts the service and, beside it, a bare Javalin handler that returns constant JSON of the",
      "same size, each in a process of its own, and asks both the same number of questions at a",
      "time, in alternating rounds. Compare ratios: absolute times vary with the machine.",
      "Known users come three times: with nothing kept of them; as the service is set up but for",
      "kept answers (uncached), so that what lists are made from is there for who rated last or",
      "asked before; and with kept answers (cached).",
      "Fails if any answer is an error."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final long SEED = 42;
  private static final int MOST_IDS = 10_000;
  private static final String NO_ANSWERS = "cache.users=0";
  private static final String DEFAULT_SIZE = "10000x600";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,7})x(\\d{1,7})");

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Local warehouse with a published snapshot. Default: a generated one.")
  private Path warehouse;

  @Option(
      names = "--generate",
      paramLabel = "MOVIESxUSERS",
      description = {
        "Publish a snapshot of random numbers first, in --warehouse if it is given, else in a",
        "folder that is deleted afterwards. Without --warehouse the default is "
            + DEFAULT_SIZE
            + "."
      })
  private String generate;

  @Option(names = "--seconds", paramLabel = "N", description = "Length of a round.")
  private int seconds = 5;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each scenario.")
  private int rounds = 3;

  @Option(names = "--connections", paramLabel = "N", description = "Questions at a time.")
  private int connections = 16;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of the service, such as 1536m. Default: what Java takes.")
  private String heap;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One value of the service's configuration; may be repeated.")
  private List<String> settings = List.of();

  @Spec private CommandSpec spec;

  private final Class<?> service;

  /**
   * Measures a service.
   *
   * @param service whose {@code main} starts it
   */
  public BenchCommand(Class<?> service) {
    this.service = service;
  }

  @Override
  public Integer call() throws IOException {
    if (Math.min(Math.min(seconds, rounds), connections) < 1) {
      throw new UserError("--seconds, --rounds and --connections are expected to be 1 or more");
    }
    Path work = Files.createTempDirectory("marquee-bench");
    try {
      Path published = warehouse == null ? work.resolve("warehouse") : warehouse.toAbsolutePath();
      Optional<GeneratedWarehouse> wanted = generated();
      if (wanted.isPresent()) {
        generate(wanted.get(), published);
      }
      int errors = measure(published, work);
      return errors == 0 ? 0 : 1;
    } finally {
      delete(work);
    }
  }

  private Optional<GeneratedWarehouse> generated() {
    String size = generate == null && warehouse == null ? DEFAULT_SIZE : generate;
    if (size == null) {
      return Optional.empty();
    }
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new UserError(
          "--generate '%s', expected MOVIESxUSERS such as 10000x600".formatted(size));
    }
    try {
      return Optional.of(
          GeneratedWarehouse.of(
              Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    } catch (IllegalArgumentException e) {
      throw new UserError("--generate: " + e.getMessage(), e);
    }
  }

  private void generate(GeneratedWarehouse wanted, Path folder) {
    if (Files.exists(folder.resolve("CURRENT"))) {
      throw new UserError(
          "%s has a published snapshot already; leave --generate out, or name an empty folder"
              .formatted(folder));
    }
    long begin = System.nanoTime();
    wanted.publish(folder);
    print(
        "generated %d movies and %d users in %.0f s",
        wanted.movies(), wanted.users(), since(begin));
  }

  private int measure(Path published, Path work) throws IOException {
    Scenarios scenarios =
        new Scenarios(WarehouseIds.read(published, MOST_IDS, new Random(SEED)), SEED);
    print(
        "%d connections, %d rounds of %d s, %d cores, heap of the service: %s",
        connections,
        rounds,
        seconds,
        Runtime.getRuntime().availableProcessors(),
        heap == null ? "Java's default" : heap);
    int threads = 64;
    int errors = 0;
    try (ServerProcess bare =
        ServerProcess.start(List.of(), BareHandler.class, List.of(Integer.toString(threads)))) {
      try (ServerProcess service = service(published, work, NO_ANSWERS, "cache.tastes=0")) {
        print("the service was ready after %.1f s", service.awaitReady("/health/ready"));
        print("%s", Comparison.heading());
        errors += compare("known user, nothing kept", scenarios.knownUsers(), service, bare);
        errors += compare("visitor, 20 ratings", scenarios.visitors(), service, bare);
        errors += compare("session, 20 ratings", scenarios.sessions(service.port()), service, bare);
      }
      try (ServerProcess service = service(published, work, NO_ANSWERS)) {
        service.awaitReady("/health/ready");
        errors += compare("known user, uncached", scenarios.knownUsers(), service, bare);
      }
      try (ServerProcess service = service(published, work)) {
        service.awaitReady("/health/ready");
        errors += compare("known user, cached", scenarios.knownUsers(), service, bare);
      }
    }
    return errors;
  }

  private int compare(
      String scenario, List<byte[]> requests, ServerProcess service, ServerProcess bare)
      throws IOException {
    Comparison comparison =
        Comparison.run(
            scenario,
            new Load(requests, connections, SEED),
            service.port(),
            bare.port(),
            rounds,
            Duration.ofSeconds(seconds));
    print("%s", comparison.row());
    return comparison.errors();
  }

  private ServerProcess service(Path published, Path work, String... caching) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--warehouse", published.toString()));
    arguments.addAll(List.of("--port", "0"));
    for (String each : caching) {
      arguments.addAll(List.of("--set", each));
    }
    arguments.addAll(List.of("--set", "events.url=jdbc:sqlite:" + work.resolve("events.db")));
    for (String each : settings) {
      arguments.addAll(List.of("--set", each));
    }
    return ServerProcess.start(
        heap == null ? List.of() : List.of("-Xmx" + heap), service, arguments);
  }

  private void print(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
