package dev.marquee.jobs.cli;

import dev.marquee.data.UserError;
import dev.marquee.jobs.nightly.CodeVersion;
import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.pipeline.Stage;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** Entry point of the batch jobs. */
@Command(
    name = "spark-submit.sh [SPARK OPTIONS]",
    description = "Marquee's batch jobs. Options before the job's name go to Spark.",
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "JOB",
    commandListHeading = "%nJobs:%n",
    footer = {
      "",
      "Without a job, nightly runs on data/sample into ./warehouse.",
      "JOB --help describes a job; conf/local.conf documents the configuration."
    })
public final class Main {
  private Main() {}

  /** Runs one job; the exit status is 0, 1 for a failed job, 2 for wrong arguments. */
  public static void main(String[] arguments) {
    int status =
        commandLine().execute(arguments.length == 0 ? new String[] {"nightly"} : arguments);
    System.out.flush();
    // Executors end in order; then the threads that Spark leaves behind, which would keep a
    // finished job alive.
    var session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      session.get().stop();
    }
    System.exit(status);
  }

  /** All commands, those of other modules on the class path included. */
  public static CommandLine commandLine() {
    CommandLine root = new CommandLine(new Main());
    root.addSubcommand(new NightlyCommand());
    for (Stage stage : Pipeline.stages()) {
      root.addSubcommand(stage.name(), StageCommand.of(stage));
    }
    root.addSubcommand(new PublishCommand());
    root.addSubcommand(new SnapshotsCommand());
    root.addSubcommand(new RollbackCommand());
    root.addSubcommand(new SampleDataCommand());
    root.addSubcommand(new SeedEncoderCommand());
    root.addSubcommand(new TrainEncoderCommand());
    root.addSubcommand(new EncoderReportCommand());
    root.addSubcommand(new BenchCommand());
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      provider.commands().forEach(root::addSubcommand);
    }
    root.addSubcommand(new HelpCommand());
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setExecutionExceptionHandler(Main::report);
    addStandardOptions(root);
    return root;
  }

  private static void addStandardOptions(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
    }
    command.getSubcommands().values().forEach(Main::addStandardOptions);
  }

  /** One line for what the user did or can mend; a trace for what only we can. */
  private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    Optional<UserError> userError = userError(e);
    if (userError.isPresent()) {
      System.err.println("error: " + userError.get().getMessage());
    } else if (ShutdownHookManager.get().isShutdownInProgress()) {
      // Spark ends below whatever it is doing.
      System.err.println("stopped; what is published stays, and the next run cleans up");
    } else {
      System.err.println("error: unexpected failure, please report it with this trace");
      e.printStackTrace();
    }
    return 1;
  }

  /** The fault that the user can mend; tasks wrap theirs in Spark's own. */
  static Optional<UserError> userError(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError userError) {
        return Optional.of(userError);
      }
    }
    return Optional.empty();
  }

  /** The version for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"marquee " + CodeVersion.current()};
    }
  }
}
