package dev.marquee.jobs.cli;

import dev.marquee.data.UserError;
import dev.marquee.jobs.bench.EmbedBench;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Benchmarks sentence encoding. */
@Command(
    name = "embed",
    description =
        "Texts/s and tokens/s of the embed stage's Spark NLP beside bare ONNX Runtime on the same"
            + " texts, those of the movies in the warehouse: with the configured encoder and with"
            + " one of the shape of all-MiniLM-L6-v2 and random weights. Both get the same batches,"
            + " sorted by length; a row for each batch size.",
    showDefaultValues = true)
final class BenchEmbedCommand implements Runnable {
  @Mixin private ConfigOptions options;

  @Option(names = "--rounds", paramLabel = "N", description = "Timed rounds of each.")
  private int rounds = EmbedBench.Settings.standard().rounds();

  @Option(names = "--texts", paramLabel = "N", description = "Texts of a round.")
  private int texts = EmbedBench.Settings.standard().texts();

  @Option(names = "--large-texts", paramLabel = "N", description = "... with the large encoder.")
  private int largeTexts = EmbedBench.Settings.standard().largeTexts();

  @Option(
      names = "--batch-sizes",
      paramLabel = "N",
      split = ",",
      description = "Batch sizes to compare, such as 1,4,8,16,32; embed.batchSize if not given.")
  private List<Integer> batchSizes = List.of();

  @Override
  public void run() {
    if (Math.min(Math.min(rounds, texts), largeTexts) < 1) {
      throw new UserError("--rounds, --texts and --large-texts are expected to be 1 or more");
    }
    MarqueeConfig config = options.load().config();
    List<Integer> sizes = batchSizes.isEmpty() ? List.of(config.embed().batchSize()) : batchSizes;
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw new UserError("--batch-sizes is " + sizes + ", expected numbers from 1 on");
    }
    SparkSession spark = SparkSessions.create("bench embed");
    var settings =
        new EmbedBench.Settings(
            config.embed().maxTokens(),
            config.embed().quantize(),
            sizes,
            rounds,
            texts,
            largeTexts);
    try {
      new EmbedBench(spark, settings)
          .run(config.embed().encoder(), CatalogueTexts.of(spark, config), System.out);
    } catch (IOException e) {
      throw new UserError("bench embed: " + e.getMessage(), e);
    }
  }
}
