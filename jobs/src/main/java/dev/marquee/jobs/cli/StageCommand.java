package dev.marquee.jobs.cli;

import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import dev.marquee.jobs.pipeline.Stage;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one stage again. */
@Command
final class StageCommand implements Runnable {
  private final Stage stage;
  @Mixin private ConfigOptions options;
  @Mixin private InputOption input;

  StageCommand(Stage stage) {
    this.stage = stage;
  }

  /** The command line of a stage, described by the tables it reads and writes. */
  static CommandLine of(Stage stage) {
    CommandLine command = new CommandLine(new StageCommand(stage));
    String reads =
        stage.reads().isEmpty()
            ? "the CSV files"
            : stage.reads().stream().map(Object::toString).collect(Collectors.joining(", "));
    String writes = stage.writes().stream().map(Object::toString).collect(Collectors.joining(", "));
    command
        .getCommandSpec()
        .usageMessage()
        .description(
            "Stage: reads " + reads + "; writes " + writes + ".",
            "Runs in the staged snapshot or, if none is open, in a copy of the published one."
                + " Finish with 'publish'.");
    return command;
  }

  @Override
  public void run() {
    RunSettings settings = options.load(input.settings());
    Pipeline pipeline =
        new Pipeline(SparkSessions.create(stage.name()), settings, Console.standard());
    String id = pipeline.stage(stage);
    System.out.printf("staged in %s; 'publish' makes it current%n", id);
  }
}
