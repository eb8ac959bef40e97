package dev.marquee.jobs.cli;

import dev.marquee.data.Manifest;
import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.nightly.SummaryTable;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs all stages and publishes the snapshot. */
@Command(
    name = "nightly",
    description = {
      "Runs all stages into a fresh snapshot, checks it and publishes it in one step.",
      "A failure at any point leaves the published snapshot as it was."
    })
final class NightlyCommand implements Runnable {
  @Mixin private ConfigOptions options;
  @Mixin private InputOption input;

  @Override
  public void run() {
    RunSettings settings = options.load(input.settings());
    Console console = Console.standard();
    console.line(
        "marquee nightly: %s -> %s", settings.config().input(), settings.config().warehouse());
    Pipeline pipeline = new Pipeline(SparkSessions.create("nightly"), settings, console);
    Manifest manifest = pipeline.nightly();
    String directory = pipeline.store().directory(manifest.id()).directory().toString();
    new SummaryTable(System.out).print(manifest, directory);
    System.out.printf(
        "%nNext: open %s/*.parquet with any Parquet reader; '%s' lists what is published.%n",
        directory + "/recommendations", "snapshots --warehouse " + settings.config().warehouse());
  }
}
