package dev.marquee.jobs.cli;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.embed.MovieTexts;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.StageContext;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** The texts of the movies in a warehouse, for the commands that need a real catalogue. */
final class CatalogueTexts {
  private CatalogueTexts() {}

  /**
   * One text a movie of the staged or, if none is open, the published snapshot, by movie id.
   *
   * @throws UserError if there is no snapshot
   */
  static List<String> of(SparkSession spark, MarqueeConfig config) {
    SnapshotStore store =
        new SnapshotStore(new Path(config.warehouse()), spark.sessionState().newHadoopConf());
    SnapshotDirectory source =
        store
            .openStaged()
            .map(StagedSnapshot::directory)
            .or(store::current)
            .orElseThrow(
                () -> new UserError("no snapshot in " + config.warehouse() + ": run ingest first"));
    StageContext context =
        new StageContext(spark, config, source, Optional.empty(), Console.standard());
    return MovieTexts.of(context.read(Tables.MOVIES), context.read(Tables.TAGS))
        .orderBy(Tables.MOVIES.movieId)
        .select(MovieTexts.TEXT)
        .as(Encoders.STRING())
        .collectAsList();
  }
}
