package dev.marquee.jobs.ncf;

import ai.djl.Device;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.djl.Devices;
import dev.marquee.jobs.djl.TaskProgress;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
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
    return List.of(Tables.MOVIES, Tables.RATINGS);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.USER_FACTORS, Tables.MOVIE_FACTORS, Tables.NCF_LAYERS);
  }

  @Override
  public void run(StageContext context) {
    var checkpoint = context.staged().model(MODEL);
    Dataset<Row> ratings =
        context
            .read(Tables.RATINGS)
            .select(Tables.RATINGS.userId, Tables.RATINGS.movieId, Tables.RATINGS.timestamp);
    long[] movieIds =
        context
            .read(Tables.MOVIES)
            .select(Tables.MOVIES.movieId)
            .as(Encoders.LONG())
            .collectAsList()
            .stream()
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    EpochReport best = train(context, ratings, movieIds, checkpoint);
    context.metric("validationNdcg10", best.ndcg());
    context.metric("bestEpoch", best.epoch());
    context.metric("samplesPerSecond", best.samplesPerSecond());
    FactorTables tables = new FactorTables(context.spark(), checkpoint);
    context.write(Tables.USER_FACTORS, tables.userFactors());
    context.write(Tables.MOVIE_FACTORS, tables.movieFactors());
    context.write(Tables.NCF_LAYERS, tables.layers());
  }

  private static EpochReport train(
      StageContext context,
      Dataset<Row> ratings,
      long[] movieIds,
      org.apache.hadoop.fs.Path checkpoint) {
    var spark = context.spark().sparkContext();
    var javaSpark = org.apache.spark.api.java.JavaSparkContext.fromSparkContext(spark);
    Broadcast<long[]> catalogue = javaSpark.broadcast(movieIds);
    NcfConfig config = context.config().ncf();
    try (TaskProgress progress = new TaskProgress(spark, context.console())) {
      Training training =
          new Training(
              config,
              catalogue,
              checkpoint.toString(),
              new SerializableConfiguration(context.spark().sessionState().newHadoopConf()),
              progress.reporter());
      return ratings
          .coalesce(1)
          .mapPartitions(training, Encoders.javaSerialization(EpochReport.class))
          .collectAsList()
          .get(0);
    } finally {
      catalogue.destroy();
    }
  }

  /** The body of the training task. */
  private record Training(
      NcfConfig config,
      Broadcast<long[]> catalogue,
      String checkpoint,
      SerializableConfiguration hadoop,
      Consumer<String> progress)
      implements MapPartitionsFunction<Row, EpochReport> {

    @Override
    public Iterator<EpochReport> call(Iterator<Row> rows) throws IOException {
      Interactions interactions = InteractionReader.read(rows, catalogue.value());
      Device device = Devices.forTraining(TaskContext.get(), config.device(), config.threads());
      Path local = Files.createTempDirectory("marquee-ncf");
      try {
        EpochReport best =
            new NcfTrainer(interactions, config, device, epoch -> progress.accept(epoch.line()))
                .train(local);
        new NcfCheckpoint(
                NcfArchitecture.of(config, interactions.users(), interactions.movies()),
                best.epoch(),
                best.ndcg(),
                interactions.userIds(),
                interactions.movieIds())
            .upload(local, new org.apache.hadoop.fs.Path(checkpoint), hadoop.value());
        return List.of(best).iterator();
      } finally {
        FileUtils.deleteQuietly(local.toFile());
      }
    }
  }
}
