package dev.marquee.jobs.encoder;

import ai.onnxruntime.OrtException;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.embed.EncoderDirectory;
import dev.marquee.jobs.embed.OnnxSentenceEncoder;
import dev.marquee.jobs.embed.SeededEncoder;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.pipeline.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Judges an encoder by the neighbours that it finds for movies it was not trained on, beside the
 * same architecture untrained, TF-IDF and chance. The neighbours come from the whole catalogue.
 */
public final class EncoderReport {
  private static final int BATCH = 16;

  private final SparkSession spark;
  private final MarqueeConfig config;
  private final Console console;

  /** A report with the encoder of {@code config}. */
  public EncoderReport(SparkSession spark, MarqueeConfig config, Console console) {
    this.spark = spark;
    this.config = config;
    this.console = console;
  }

  /**
   * Measures all models in all views.
   *
   * @param catalogues as for training
   * @return a table in Markdown
   */
  public String run(List<String> catalogues) throws IOException {
    List<CatalogueMovie> movies = new ArrayList<>();
    for (String catalogue : catalogues) {
      movies.addAll(EncoderTraining.read(spark, catalogue, config.ingest(), console));
    }
    String location = config.embed().encoder();
    Optional<TrainingRecord> record = TrainingRecord.read(Path.of(location));
    TrainingSplit split =
        record.map(known -> known.split(movies)).orElse(TrainingSplit.of(movies, 1, 0, 0));
    int[] queries = IntStream.range(0, split.heldOut().size()).toArray();
    if (queries.length == 0) {
      throw new UserError(
          "encoder-report: %s was trained on every movie of the catalogue, expected some held out"
              .formatted(location));
    }
    List<CatalogueMovie> all = new ArrayList<>(split.heldOut());
    all.addAll(split.validation());
    all.addAll(split.training());

    Map<String, NeighbourQuality[]> rows = new LinkedHashMap<>();
    try (EncoderDirectory encoder = EncoderDirectory.open(location, spark)) {
      rows.put(
          record.isPresent() ? "trained" : "encoder",
          measure(all, queries, view -> vectors(encoder, encoder.model(), all, view)));
      if (record.isPresent()) {
        Path untrained = Files.createTempDirectory("marquee-untrained");
        try {
          writeUntrained(untrained, encoder, record.get(), split);
          Path model = untrained.resolve("model.onnx");
          rows.put("untrained", measure(all, queries, view -> vectors(encoder, model, all, view)));
        } finally {
          FileUtils.deleteQuietly(untrained.toFile());
        }
      }
    }
    rows.put(
        "TF-IDF",
        measure(all, queries, view -> TfidfNeighbours.of(spark, config.tfidf(), all, view)));
    Random random = new Random(1);
    float[] chance = new float[all.size()];
    rows.put(
        "random",
        measure(
            all,
            queries,
            view -> {
              for (int i = 0; i < chance.length; i++) {
                chance[i] = random.nextFloat();
              }
              // Mixed with the query's own number: every query has another order.
              return (query, other) -> (chance[query] + chance[other]) % 1;
            }));
    return table(rows, queries.length, all.size());
  }

  /** Similarity of the movies in a view. */
  private interface Model {
    NeighbourQuality.Similarity in(TextView view);
  }

  private static NeighbourQuality[] measure(
      List<CatalogueMovie> movies, int[] queries, Model model) {
    return TextView.ALL.stream()
        .map(view -> NeighbourQuality.of(movies, queries, model.in(view)))
        .toArray(NeighbourQuality[]::new);
  }

  private NeighbourQuality.Similarity vectors(
      EncoderDirectory encoder, Path model, List<CatalogueMovie> movies, TextView view) {
    WordPieceTokenizer tokenizer = encoder.tokenizer();
    int limit = encoder.limit(config.embed().maxTokens());
    int[][] tokens =
        movies.stream().map(movie -> tokenizer.encode(view.of(movie), limit)).toArray(int[][]::new);
    float[][] vectors = new float[tokens.length][];
    try (OnnxSentenceEncoder onnx =
        new OnnxSentenceEncoder(model, Runtime.getRuntime().availableProcessors())) {
      for (int from = 0; from < tokens.length; from += BATCH) {
        int to = Math.min(tokens.length, from + BATCH);
        System.arraycopy(
            onnx.encode(Arrays.copyOfRange(tokens, from, to)), 0, vectors, from, to - from);
      }
    } catch (OrtException e) {
      throw new UserError("encoder-report: %s: %s".formatted(model, e.getMessage()), e);
    }
    return NeighbourQuality.cosine(vectors);
  }

  private static void writeUntrained(
      Path directory, EncoderDirectory encoder, TrainingRecord record, TrainingSplit split)
      throws IOException {
    List<String> pieces = encoder.pieces();
    BertShape shape = EncoderTrainer.shape(record.configuration(), pieces.size());
    List<String> texts = split.training().stream().map(TextView.ALL.get(0)::of).toList();
    SeededEncoder.write(
        directory,
        pieces,
        shape,
        SeededEncoder.untrained(shape, pieces, texts, record.configuration().seed()));
  }

  private static String table(Map<String, NeighbourQuality[]> rows, int queries, int movies) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What the sentence encoder's vectors mean

        Mean Jaccard index of a movie's genres (tags) with those of its %d nearest of %,d movies,
        over %,d movies that no training saw, with the 95 %% interval of the mean. The columns are
        parts of the text that the models are shown; those that hide a field ask for meaning.
        "untrained" has the same architecture and vocabulary and compares words only.

        |"""
            .formatted(NeighbourQuality.NEIGHBOURS, movies, queries));
    for (TextView view : TextView.ALL) {
      text.append(" | ").append(view.name()).append(": genres | tags");
    }
    text.append(" |\n|---").append("|---|---".repeat(TextView.ALL.size())).append("|\n");
    rows.forEach(
        (name, qualities) -> {
          text.append("| ").append(name);
          for (NeighbourQuality quality : qualities) {
            text.append(" | ").append(figure(quality.genreAgreement()));
            text.append(" | ").append(figure(quality.tagOverlap()));
          }
          text.append(" |\n");
        });
    text.append(
        "\nWritten by `./spark-submit.sh encoder-report --output evaluation/encoder.md`.\n");
    return text.toString();
  }

  private static String figure(double[] values) {
    return String.format(
        Locale.ROOT,
        "%.3f ± %.3f",
        NeighbourQuality.mean(values),
        NeighbourQuality.halfWidth(values));
  }
}
