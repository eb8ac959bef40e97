package dev.marquee.jobs.cli;

import dev.marquee.jobs.sample.SampleData;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the demo catalogue with simulated ratings. */
@Command(
    name = "sample-data",
    description = {
      "Writes the demo catalogue with a simulated audience, in MovieLens's CSV form.",
      "The same seed writes the same bytes."
    },
    showDefaultValues = true)
final class SampleDataCommand implements Runnable {
  @Option(
      names = "--output",
      defaultValue = "${env:MARQUEE_HOME:-.}/data/sample",
      paramLabel = "DIR",
      description = "Where to write.")
  private Path output;

  @Option(names = "--users", paramLabel = "N", description = "Users to simulate.")
  private int users = SampleData.Options.DEFAULTS.users();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the simulation.")
  private long seed = SampleData.Options.DEFAULTS.seed();

  @Option(names = "--fewest", paramLabel = "N", description = "Fewest ratings of a user.")
  private int fewestRatings = SampleData.Options.DEFAULTS.fewestRatings();

  @Option(names = "--most", paramLabel = "N", description = "Most ratings of a user.")
  private int mostRatings = SampleData.Options.DEFAULTS.mostRatings();

  @Override
  public void run() {
    System.out.print(
        SampleData.write(output, new SampleData.Options(users, seed, fewestRatings, mostRatings)));
  }
}
