package dev.marquee.jobs.cli;

import dev.marquee.data.UserError;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.encoder.EncoderTraining;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a sentence encoder. */
@Command(
    name = "train-encoder",
    description = {
      "Trains a small BERT sentence encoder on movie catalogues, with no network and no other"
          + " text, and writes a folder for embed.encoder.",
      "A share of the movies is held out; 'encoder-report' judges the encoder by them. The keys"
          + " under 'encoder' in conf/local.conf set sizes, epochs and rates."
    },
    showDefaultValues = true)
final class TrainEncoderCommand implements Runnable {
  @Mixin private ConfigOptions options;
  @Mixin private CatalogueOption catalogues;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Local folder to write; an encoder there is replaced.")
  private Path output;

  @Override
  public void run() {
    MarqueeConfig config = options.load().config();
    EncoderTraining training =
        new EncoderTraining(
            SparkSessions.create("train-encoder"),
            config.encoder(),
            config.ingest(),
            Console.standard());
    try {
      System.out.println(training.run(catalogues.folders(config), output));
    } catch (IOException e) {
      throw new UserError("cannot write to " + output + ": " + e.getMessage(), e);
    }
  }

  /** The option that names catalogues. */
  static final class CatalogueOption {
    @Option(
        names = "--catalogue",
        paramLabel = "DIR",
        description =
            "Folder with movies.csv and possibly tags.csv; may be repeated. Default: the demo"
                + " catalogue.")
    private List<String> folders = new ArrayList<>();

    /** The folders, or the demo catalogue. */
    List<String> folders(MarqueeConfig config) {
      return folders.isEmpty() ? List.of(config.home() + "/data/sample") : folders;
    }
  }
}
