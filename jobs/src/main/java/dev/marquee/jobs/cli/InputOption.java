package dev.marquee.jobs.cli;

import picocli.CommandLine.Option;

/** The option of the commands that read the CSV files. */
final class InputOption {
  @Option(
      names = "--input",
      paramLabel = "DIR",
      description =
          "Folder with movies.csv, ratings.csv, tags.csv, links.csv (or .gz);"
              + " overrides the key input.")
  private String input;

  /** The setting that this option stands for. */
  String[] settings() {
    return input == null ? new String[0] : new String[] {ConfigOptions.setting("input", input)};
  }
}
