package dev.marquee.jobs.recommend;

import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.djl.ExecutorModel;
import dev.marquee.jobs.ncf.NcfScorer;
import dev.marquee.jobs.ncf.TrainNcfStage;
import dev.marquee.jobs.pipeline.SparkSchemas;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Lists for every known user the best unseen movies by NCF score. Executors load the movie side of
 * the model once and stream users through it in batches: memory is the model plus {@code userBatch
 * x movies} scores a task, whatever the number of users. Cost: users x movies.
 */
public final class RecommendStage implements Stage {
  /** Users in one partition at most; more users make more tasks, not longer ones. */
  private static final long USERS_PER_PARTITION = 2_000;

  @Override
  public String name() {
    return "recommend";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.RATINGS, Tables.USER_FACTORS, Tables.MOVIE_FACTORS, Tables.NCF_LAYERS);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.USER_HISTORIES, Tables.RECOMMENDATIONS);
  }

  @Override
  public void run(StageContext context) {
    context.write(Tables.USER_HISTORIES, UserHistories.of(context.read(Tables.RATINGS)));
    Dataset<Row> users = usersWithVectors(context);
    var config = context.config();
    String checkpoint = context.staged().model(TrainNcfStage.MODEL).toString();
    ExecutorModel<NcfScorer> model =
        NcfScorer.onExecutors(
            checkpoint,
            new SerializableConfiguration(context.spark().sessionState().newHadoopConf()),
            config.ncf().device());
    RecommendUsers task =
        new RecommendUsers(model, config.recommend().topN(), config.recommend().userBatch());
    try {
      context.write(
          Tables.RECOMMENDATIONS,
          users.mapPartitions(task, Encoders.row(SparkSchemas.of(Tables.RECOMMENDATIONS))));
    } finally {
      model.unload();
    }
  }

  /** userId, movieIds, gmf, mlp of every user, spread over tasks in a fixed order. */
  private static Dataset<Row> usersWithVectors(StageContext context) {
    Dataset<Row> histories = context.read(Tables.USER_HISTORIES);
    long tasks = 2L * context.spark().sparkContext().defaultParallelism();
    int partitions = (int) Math.max(tasks, histories.count() / USERS_PER_PARTITION);
    Tables.UserHistories history = Tables.USER_HISTORIES;
    Tables.UserFactors factors = Tables.USER_FACTORS;
    return histories
        .select(history.userId, history.movieIds)
        .join(context.read(Tables.USER_FACTORS), history.userId)
        .select(history.userId, history.movieIds, factors.gmf, factors.mlp)
        .repartition(partitions, new org.apache.spark.sql.Column(history.userId))
        .sortWithinPartitions(history.userId);
  }
}
