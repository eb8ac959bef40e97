package dev.marquee.jobs.cli;

import dev.marquee.data.UserError;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.encoder.EncoderReport;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a sentence encoder. */
@Command(
    name = "encoder-report",
    description = {
      "Genre agreement and tag overlap of movies' nearest neighbours by the configured encoder"
          + " (embed.encoder), beside the same architecture untrained, TF-IDF and chance.",
      "Asked for are the movies that train-encoder held out; all movies where the encoder was"
          + " trained elsewhere."
    })
final class EncoderReportCommand implements Runnable {
  @Mixin private ConfigOptions options;
  @Mixin private TrainEncoderCommand.CatalogueOption catalogues;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Also writes the table to this file.")
  private Path output;

  @Override
  public void run() {
    MarqueeConfig config = options.load().config();
    EncoderReport report =
        new EncoderReport(SparkSessions.create("encoder-report"), config, Console.standard());
    try {
      String table = report.run(catalogues.folders(config));
      System.out.print(table);
      if (output != null) {
        Files.writeString(output, table);
      }
    } catch (IOException e) {
      throw new UserError("encoder-report: " + e.getMessage(), e);
    }
  }
}
