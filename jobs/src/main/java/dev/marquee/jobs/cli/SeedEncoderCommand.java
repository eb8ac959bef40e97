package dev.marquee.jobs.cli;

import dev.marquee.data.UserError;
import dev.marquee.jobs.embed.MiniLmEncoder;
import dev.marquee.jobs.embed.SeededEncoder;
import dev.marquee.jobs.embed.WordPieceVocabulary;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an untrained encoder for a catalogue. */
@Command(
    name = "seed-encoder",
    description = {
      "Writes a small BERT with seeded, untrained weights, its vocabulary counted from the movies"
          + " of the staged or published snapshot (run ingest first).",
      "It compares words, not meaning; the same catalogue and seed write the same bytes.",
      "With --shape minilm it has the architecture and the files of all-MiniLM-L6-v2's ONNX export"
          + " and random weights: its vectors mean nothing, but it runs as fast as the original."
    },
    showDefaultValues = true)
final class SeedEncoderCommand implements Runnable {
  /** Architecture of the encoder. */
  enum Shape {
    SAMPLE,
    MINILM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin private ConfigOptions options;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path output;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the weights.")
  private long seed = 42;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description = "sample (2 layers, hidden 256) or minilm (6 layers, hidden 384).")
  private Shape shape = Shape.SAMPLE;

  @Override
  public void run() {
    var config = options.load().config();
    List<String> texts = CatalogueTexts.of(SparkSessions.create("seed-encoder"), config);
    try {
      if (shape == Shape.MINILM) {
        int size = BertShape.miniLm().vocabulary();
        MiniLmEncoder.write(output, WordPieceVocabulary.learn(texts, size), seed);
      } else {
        SeededEncoder.write(output, texts, seed);
      }
    } catch (IOException e) {
      throw new UserError("cannot write to " + output + ": " + e.getMessage(), e);
    }
    System.out.printf(
        "wrote %s from %d texts; use it with --set embed.encoder=%s%n",
        output, texts.size(), output);
  }
}
