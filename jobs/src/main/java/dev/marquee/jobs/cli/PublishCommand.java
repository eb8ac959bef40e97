package dev.marquee.jobs.cli;

import dev.marquee.data.Manifest;
import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.nightly.SummaryTable;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Publishes what single stages have staged. */
@Command(
    name = "publish",
    description = {
      "Checks the staged snapshot and makes it the published one.",
      "A failed check is named and leaves the published snapshot as it was."
    })
final class PublishCommand implements Runnable {
  @Mixin private ConfigOptions options;

  @Override
  public void run() {
    Pipeline pipeline =
        new Pipeline(SparkSessions.create("publish"), options.load(), Console.standard());
    Manifest manifest = pipeline.publishStaged();
    new SummaryTable(System.out)
        .print(manifest, pipeline.store().directory(manifest.id()).directory().toString());
  }
}
