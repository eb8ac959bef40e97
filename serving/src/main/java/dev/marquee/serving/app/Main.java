package dev.marquee.serving.app;

import dev.marquee.data.UserError;
import dev.marquee.serving.bench.BenchCommand;
import dev.marquee.serving.guard.NewKey;
import dev.marquee.serving.observe.LogFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service: {@code java -jar marquee-serving.jar}. */
@Command(
    name = "marquee-serving",
    mixinStandardHelpOptions = true,
    description = {
      "Serves recommendations from the published snapshot of a warehouse.",
      "It starts without one as well and becomes ready when one is published."
    },
    subcommands = NewKey.class,
    showDefaultValues = true)
public final class Main implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Where snapshots are published: local path, hdfs:// or s3a://.")
  private String warehouse;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 takes a free one.")
  private Integer port;

  @Option(
      names = "--conf-file",
      paramLabel = "FILE",
      description = "HOCON file with your own values; conf/serving.conf documents all keys.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One value of the configuration; may be repeated.")
  private List<String> settings = List.of();

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    CommandLine commandLine =
        new CommandLine(new Main()).addSubcommand(new BenchCommand(Main.class));
    commandLine.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          if (fault instanceof UserError) {
            command.getErr().println("error: " + fault.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw fault;
        });
    int code = commandLine.execute(arguments);
    System.exit(code);
  }

  @Override
  public Integer call() throws InterruptedException {
    LogFormat.check(System.getenv());
    ServingConfig config =
        ServingConfig.LAYERS.load(Optional.ofNullable(file), settings(), System.getenv());
    MarqueeServer server = MarqueeServer.start(config);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  LOG.info("stopping: requests under way may end");
                  server.close();
                  LOG.info("stopped");
                  stopped.countDown();
                },
                "stop"));
    System.out.printf(
        "Marquee listens on %s://%s:%d, documentation at /docs%n",
        config.security().tls().isOn() ? "https" : "http", config.server().host(), server.port());
    server
        .snapshots()
        .state()
        .waiting()
        .ifPresent(reason -> System.out.println("not ready yet: " + reason));
    stopped.await();
    return 0;
  }

  private List<String> settings() {
    List<String> all = new ArrayList<>(settings);
    if (warehouse != null) {
      all.add("warehouse=" + warehouse);
    }
    if (port != null) {
      all.add("server.port=" + port);
    }
    return all;
  }
}
