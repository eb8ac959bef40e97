package dev.marquee.jobs.cli;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.embed.MovieTexts;
import dev.marquee.jobs.embed.SeededEncoder;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an untrained encoder for a catalogue. */
@Command(
    name = "seed-encoder",
    description = {
      "Writes a small BERT with seeded, untrained weights, its vocabulary counted from the movies"
          + " of the staged or published snapshot (run ingest first).",
      "It compares words, not meaning; the same catalogue and seed write the same bytes."
    },
    showDefaultValues = true)
final class SeedEncoderCommand implements Runnable {
  @Mixin private ConfigOptions options;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path output;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the weights.")
  private long seed = 42;

  @Override
  public void run() {
    MarqueeConfig config = options.load().config();
    SparkSession spark = SparkSessions.create("seed-encoder");
    SnapshotStore store =
        new SnapshotStore(
            new org.apache.hadoop.fs.Path(config.warehouse()),
            spark.sessionState().newHadoopConf());
    SnapshotDirectory source =
        store
            .openStaged()
            .map(StagedSnapshot::directory)
            .or(store::current)
            .orElseThrow(
                () -> new UserError("no snapshot in " + config.warehouse() + ": run ingest first"));
    StageContext context =
        new StageContext(spark, config, source, Optional.empty(), Console.standard());
    List<String> texts =
        MovieTexts.of(context.read(Tables.MOVIES), context.read(Tables.TAGS))
            .orderBy(Tables.MOVIES.movieId)
            .select(MovieTexts.TEXT)
            .as(Encoders.STRING())
            .collectAsList();
    try {
      SeededEncoder.write(output, texts, seed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output, e);
    }
    System.out.printf(
        "wrote %s from %d texts; use it with --set embed.encoder=%s%n",
        output, texts.size(), output);
  }
}
