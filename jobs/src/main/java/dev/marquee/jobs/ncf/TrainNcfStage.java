package dev.marquee.jobs.ncf;

import ai.djl.Device;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.djl.Devices;
import dev.marquee.jobs.djl.NativeMemory;
import dev.marquee.jobs.djl.TaskProgress;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Trains the NCF model inside one Spark task, on the executor's GPU if it has one, and writes the
 * checkpoint and its plain tables. The ratings go to that one task; the driver sees only the
 * catalogue's ids and the epoch reports.
 */
public final class TrainNcfStage implements Stage {
  /** The checkpoint's name among the snapshot's models. */
  public static final String MODEL = "ncf";

  @Override
  public String name() {
    return "train-ncf";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.MOVIES, Tables.RATINGS, Tables.MOVIE_TFIDF, Tables.MOVIE_EMBEDDINGS);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        Tables.USER_FACTORS, Tables.MOVIE_FACTORS, Tables.NCF_LAYERS, Tables.NCF_POOLING);
  }

  @Override
  public void run(StageContext context) {
    var checkpoint = context.staged().model(MODEL);
    Tables.Ratings ratings = Tables.RATINGS;
    Summary summary =
        train(
            context,
            context
                .read(ratings)
                .select(ratings.userId, ratings.movieId, ratings.timestamp, ratings.rating),
            CatalogueContent.read(context),
            checkpoint);
    context.metric("validationNdcg10", summary.validationNdcg());
    context.metric("epochs", summary.epochs());
    FactorTables tables = new FactorTables(context.spark(), checkpoint);
    context.write(Tables.USER_FACTORS, tables.userFactors());
    context.write(Tables.MOVIE_FACTORS, tables.movieFactors());
    context.write(Tables.NCF_LAYERS, tables.layers());
    context.write(Tables.NCF_POOLING, tables.pooling());
  }

  /** What the training task tells the driver. */
  public record Summary(double validationNdcg, int epochs) implements Serializable {}

  private static Summary train(
      StageContext context, Dataset<Row> ratings, CatalogueContent content, Path checkpoint) {
    var spark = context.spark().sparkContext();
    NcfConfig config = context.config().ncf();
    try (TaskProgress progress = new TaskProgress(spark, context.console())) {
      Training training =
          new Training(
              config,
              content,
              checkpoint.toString(),
              new SerializableConfiguration(context.spark().sessionState().newHadoopConf()),
              progress.reporter());
      return ratings
          .coalesce(1)
          .mapPartitions(training, Encoders.javaSerialization(Summary.class))
          .collectAsList()
          .get(0);
    }
  }

  /** The body of the training task. */
  private record Training(
      NcfConfig config,
      CatalogueContent content,
      String checkpoint,
      SerializableConfiguration hadoop,
      Consumer<String> progress)
      implements MapPartitionsFunction<Row, Summary> {

    @Override
    public Iterator<Summary> call(Iterator<Row> rows) throws IOException {
      Interactions interactions = InteractionReader.read(rows, content.movieIds());
      Device device = Devices.forTraining(TaskContext.get(), config.device(), config.threads());
      TrainedNcf trained;
      try {
        trained =
            new NcfTrainer(interactions, content.features(), config, device, progress).train();
      } finally {
        NativeMemory.release();
      }
      NcfCheckpoint.save(trained.weights(), interactions, new Path(checkpoint), hadoop.value());
      return List.of(new Summary(trained.validationNdcg(), trained.epochs())).iterator();
    }
  }
}
