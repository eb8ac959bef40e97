package dev.marquee.jobs.bench;

import ai.onnxruntime.OrtException;
import dev.marquee.jobs.embed.EncoderDirectory;
import dev.marquee.jobs.embed.MiniLmEncoder;
import dev.marquee.jobs.embed.OnnxSentenceEncoder;
import dev.marquee.jobs.embed.SparkNlpEncoder;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Texts and tokens a second of the embed stage's Spark NLP beside ONNX Runtime alone: the same
 * texts, from text to unit vector, in batches of the same size sorted by length, on as many threads
 * in total. Both are timed in turn after a warm-up, and the medians are compared.
 */
public final class EmbedBench {
  private static final String KEY = "key";
  private static final String TEXT = "text";
  private static final String VECTOR = "vector";

  /**
   * Sizes of a run.
   *
   * @param maxTokens word pieces of a text that are read
   * @param quantize both sides count in 8-bit integers
   * @param batchSizes numbers of texts that go through the model together, one row of results each
   * @param rounds timed rounds, after one that is not
   * @param texts texts of a round of the configured encoder
   * @param largeTexts texts of a round of the large encoder
   */
  public record Settings(
      int maxTokens,
      boolean quantize,
      List<Integer> batchSizes,
      int rounds,
      int texts,
      int largeTexts) {
    /** Refuses an empty list and sizes below 1. */
    public Settings {
      batchSizes = List.copyOf(batchSizes);
      if (batchSizes.isEmpty()
          || Math.min(Math.min(rounds, texts), largeTexts) < 1
          || batchSizes.stream().anyMatch(size -> size < 1)) {
        throw new IllegalArgumentException("sizes of the bench must be at least 1");
      }
    }

    /** The stage's defaults, and rounds long enough to hide what a Spark job costs to start. */
    public static Settings standard() {
      return new Settings(256, false, List.of(8), 3, 6000, 1200);
    }
  }

  /** Seconds for all texts, medians over the rounds. */
  public record Result(
      String encoder,
      int batchSize,
      int texts,
      long tokens,
      double sparkNlpSeconds,
      double onnxSeconds) {
    /** Spark NLP's speed as a share of ONNX Runtime's. */
    public double ratio() {
      return onnxSeconds / sparkNlpSeconds;
    }
  }

  private final SparkSession spark;
  private final Settings settings;

  /** A bench on the cores of this session. */
  public EmbedBench(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * Measures the encoder at {@code location} and one of the shape of all-MiniLM-L6-v2 with random
   * weights, and prints a row for each batch size.
   *
   * @param texts a catalogue's texts, repeated or thinned out to the number that a round takes
   */
  public List<Result> run(String location, List<String> texts, PrintStream out) throws IOException {
    out.printf(
        Locale.ROOT,
        "%d threads, %s, at most %d tokens, median of %d rounds%n%-16s %5s %6s %9s %12s %12s %12s %12s %6s%n",
        threads(),
        settings.quantize() ? "8-bit linear layers" : "32-bit floats",
        settings.maxTokens(),
        settings.rounds(),
        "encoder",
        "batch",
        "texts",
        "tokens",
        "Spark NLP",
        "",
        "ONNX Runtime",
        "",
        "ratio");
    List<Result> results = new ArrayList<>();
    results.addAll(measure(location, "configured", take(texts, settings.texts()), out));
    Path miniLm = Files.createTempDirectory("marquee-bench");
    try {
      writeMiniLm(miniLm, location);
      results.addAll(
          measure(miniLm.toString(), "MiniLM-L6 shape", take(texts, settings.largeTexts()), out));
    } finally {
      FileUtil.fullyDelete(miniLm.toFile());
    }
    return results;
  }

  private List<Result> measure(String location, String name, List<String> texts, PrintStream out) {
    try (EncoderDirectory encoder = EncoderDirectory.open(location, spark, settings.quantize());
        OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(encoder.model(), 1)) {
      WordPieceTokenizer tokenizer = encoder.tokenizer();
      int maxTokens = encoder.limit(settings.maxTokens());
      Dataset<Row> rows = rows(texts);
      List<String> sorted = new ArrayList<>(texts);
      // The longest first, so that no thread ends with a long batch alone.
      sorted.sort(Comparator.comparingInt(String::length).reversed());
      List<Result> results = new ArrayList<>();
      for (int batchSize : settings.batchSizes()) {
        SparkNlpEncoder sparkNlp =
            new SparkNlpEncoder(spark, encoder, settings.maxTokens(), batchSize);
        OnnxThroughput raw = new OnnxThroughput(onnx, tokenizer, maxTokens, batchSize, threads());
        Result result = measure(sparkNlp, rows, raw, sorted, name);
        print(result, out);
        results.add(result);
      }
      rows.unpersist();
      return results;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private Result measure(
      SparkNlpEncoder sparkNlp,
      Dataset<Row> rows,
      OnnxThroughput raw,
      List<String> sorted,
      String name) {
    List<Double> sparkNlpSeconds = new ArrayList<>();
    List<Double> onnxSeconds = new ArrayList<>();
    long tokens = 0;
    for (int round = -1; round < settings.rounds(); round++) {
      long start = System.nanoTime();
      encodeBySparkNlp(sparkNlp, rows, sorted.size());
      long middle = System.nanoTime();
      tokens = raw.encode(sorted);
      long end = System.nanoTime();
      if (round >= 0) {
        sparkNlpSeconds.add((middle - start) / 1e9);
        onnxSeconds.add((end - middle) / 1e9);
      }
    }
    return new Result(
        name, raw.batchSize(), sorted.size(), tokens, median(sparkNlpSeconds), median(onnxSeconds));
  }

  private void encodeBySparkNlp(SparkNlpEncoder encoder, Dataset<Row> rows, int texts) {
    Row row =
        encoder
            .encode(rows, KEY, TEXT, VECTOR, texts)
            .agg(
                functions.count(functions.col(VECTOR)),
                functions.sum(functions.size(functions.col(VECTOR))))
            .first();
    if (row.getLong(0) != texts) {
      throw new IllegalStateException(row.getLong(0) + " of " + texts + " texts were encoded");
    }
  }

  private Dataset<Row> rows(List<String> texts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(RowFactory.create((long) i, texts.get(i)));
    }
    StructType schema =
        new StructType().add(KEY, DataTypes.LongType).add(TEXT, DataTypes.StringType);
    Dataset<Row> dataset = spark.createDataFrame(rows, schema).repartition(threads()).persist();
    dataset.count();
    return dataset;
  }

  /** This many texts, at even distances, or repeated where there are fewer. */
  private static List<String> take(List<String> texts, int count) {
    int step = Math.max(1, texts.size() / count);
    List<String> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(texts.get((int) ((long) i * step % texts.size())));
    }
    return taken;
  }

  /** Random weights; the vocabulary is the configured encoder's. */
  private void writeMiniLm(Path directory, String location) throws IOException {
    try (EncoderDirectory encoder = EncoderDirectory.open(location, spark)) {
      MiniLmEncoder.write(directory, encoder.pieces(), 1);
    }
  }

  private int threads() {
    return spark.sparkContext().defaultParallelism();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static void print(Result result, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-16s %5d %6d %9d %,8.0f tx/s %,7.0f tok/s %,6.0f tx/s %,7.0f tok/s %5.0f%%%n",
        result.encoder(),
        result.batchSize(),
        result.texts(),
        result.tokens(),
        result.texts() / result.sparkNlpSeconds(),
        result.tokens() / result.sparkNlpSeconds(),
        result.texts() / result.onnxSeconds(),
        result.tokens() / result.onnxSeconds(),
        100 * result.ratio());
  }
}
