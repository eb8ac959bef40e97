package dev.marquee.jobs.encoder;

import ai.djl.Device;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.EncoderConfig;
import dev.marquee.jobs.config.IngestConfig;
import dev.marquee.jobs.djl.Devices;
import dev.marquee.jobs.djl.TaskProgress;
import dev.marquee.jobs.embed.SeededEncoder;
import dev.marquee.jobs.embed.onnx.BertGraph;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.ingest.CatalogueFiles;
import dev.marquee.jobs.pipeline.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Trains an encoder inside one Spark task, on the executor's GPU if it has one, and writes the
 * folder that the embed stage takes. Catalogues and weights go through the driver: both grow with
 * movies, not with users.
 */
public final class EncoderTraining {
  private final SparkSession spark;
  private final EncoderConfig config;
  private final IngestConfig ingest;
  private final Console console;

  /** A job over the given session. */
  public EncoderTraining(
      SparkSession spark, EncoderConfig config, IngestConfig ingest, Console console) {
    this.spark = spark;
    this.config = config;
    this.ingest = ingest;
    this.console = console;
  }

  /**
   * Trains and writes.
   *
   * @param catalogues folders with movies.csv and possibly tags.csv, on any Hadoop file system
   * @param output a local folder; an encoder there is replaced when the new one is complete
   * @return one line on what was written
   */
  public String run(List<String> catalogues, Path output) throws IOException {
    refuseForeignFolder(output);
    List<CatalogueMovie> movies = new ArrayList<>();
    for (String catalogue : catalogues) {
      movies.addAll(read(spark, catalogue, ingest, console));
    }
    TrainingSplit split =
        TrainingSplit.of(movies, config.heldOutShare(), config.validationShare(), config.seed());
    console.line(
        "train-encoder: %,d movies to train on, %,d for validation, %,d held out",
        split.training().size(), split.validation().size(), split.heldOut().size());
    Result result = train(split);
    write(output, result);
    return "wrote %s: %,d pieces, %d layers, hidden %d, epoch %d, validation %.4f"
        .formatted(
            output,
            result.vocabulary().size(),
            config.layers(),
            config.hidden(),
            result.record().epoch(),
            result.record().validation());
  }

  /** Reads a catalogue by the rules of the ingest stage. */
  static List<CatalogueMovie> read(
      SparkSession spark, String folder, IngestConfig ingest, Console console) {
    List<CatalogueMovie> movies = new ArrayList<>();
    CatalogueFiles.read(
        spark,
        folder,
        ingest,
        console,
        (rows, tags) -> movies.addAll(CatalogueMovies.of(rows, tags)));
    return movies;
  }

  private Result train(TrainingSplit split) {
    try (TaskProgress progress = new TaskProgress(spark.sparkContext(), console)) {
      spark.sparkContext().setJobDescription("train-encoder: training");
      return spark
          .createDataset(List.of(0L), Encoders.LONG())
          .coalesce(1)
          .mapPartitions(
              new Training(config, split, progress.reporter()),
              Encoders.javaSerialization(Result.class))
          .first();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  /** What comes back from the task; public, as Spark's encoders want it. */
  public record Result(
      List<String> vocabulary, byte[] model, BertShape shape, TrainingRecord record)
      implements Serializable {}

  /** The body of the task. */
  private record Training(EncoderConfig config, TrainingSplit split, Consumer<String> progress)
      implements MapPartitionsFunction<Long, Result> {
    @Override
    public Iterator<Result> call(Iterator<Long> ignored) throws IOException {
      Device device = Devices.forTraining(TaskContext.get(), config.device(), config.threads());
      TrainedEncoder trained = new EncoderTrainer(config, device, progress).train(split);
      ByteArrayOutputStream model = new ByteArrayOutputStream();
      BertGraph.of(trained.shape(), trained.weights()).writeTo(model);
      return List.of(
              new Result(
                  new ArrayList<>(trained.vocabulary()),
                  model.toByteArray(),
                  trained.shape(),
                  new TrainingRecord(
                      split.training().size(),
                      split.validation().size(),
                      split.heldOut().size(),
                      trained.epoch(),
                      trained.validation(),
                      config)))
          .iterator();
    }
  }

  private static void refuseForeignFolder(Path output) throws IOException {
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new UserError("--output %s is a file, expected a folder".formatted(output));
    }
    if (Files.isDirectory(output) && !Files.exists(output.resolve("model.onnx"))) {
      try (var entries = Files.list(output)) {
        if (entries.findAny().isPresent()) {
          throw new UserError(
              "--output %s holds other files, expected a new folder or an encoder's"
                  .formatted(output));
        }
      }
    }
  }

  private static void write(Path output, Result result) throws IOException {
    SeededEncoder.write(output, result.vocabulary(), result.shape(), result.model());
    result.record().write(output);
  }
}
