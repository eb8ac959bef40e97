package dev.marquee.evaluation.cli;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import dev.marquee.evaluation.report.TextReport;
import dev.marquee.evaluation.run.EvaluationPlan;
import dev.marquee.evaluation.run.FittedBucket;
import dev.marquee.evaluation.run.NightlyTraining;
import dev.marquee.evaluation.run.ServedModel;
import dev.marquee.evaluation.run.SnapshotCsv;
import dev.marquee.evaluation.run.WeightFit;
import dev.marquee.evaluation.run.WeightsProposal;
import dev.marquee.evaluation.run.WeightsTable;
import dev.marquee.evaluation.run.WorkFolder;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.NewUsersCut;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.SplitReader;
import dev.marquee.jobs.cli.ConfigOptions;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import dev.marquee.serving.recommend.RecommenderConfig;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits the hybrid's weights on the published snapshot's ratings and leaves them there. */
@Command(
    name = "fit-weights",
    description = {
      "Fits the hybrid's weights by number of known ratings: holds out a fifth of each user's"
          + " ratings of the published snapshot, trains without them, and without a tenth of the"
          + " users, in a temporary warehouse and takes the weights with the best nDCG@10 on a grid of tenths and, near the"
          + " collaborative end, twentieths.",
      "Writes models/weights/proposal.json into the snapshot: a service that loads the snapshot"
          + " afterwards uses them, unless it is configured not to."
    },
    showDefaultValues = true)
final class FitWeightsCommand implements Runnable {
  @Mixin private ConfigOptions options;
  @Mixin private WorkOption work;

  @Option(
      names = "--validation",
      paramLabel = "CUT",
      defaultValue = "temporal",
      description = "What is held out: each user's latest ratings (temporal), or random ones.")
  private Cut validation;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of a random cut.")
  private long seed = EvaluationPlan.SEED;

  @Override
  public void run() {
    MarqueeConfig config = options.load().config();
    SparkSession spark = SparkSessions.create("fit-weights");
    Configuration hadoop = spark.sessionState().newHadoopConf();
    SnapshotStore store = new SnapshotStore(new Path(config.warehouse()), hadoop);
    SnapshotDirectory snapshot =
        store
            .current()
            .orElseThrow(
                () ->
                    new UserError(
                        "warehouse %s has no published snapshot, expected one: run nightly"
                            .formatted(store.warehouse())));
    Console console = Console.standard();
    try (WorkFolder folder = work.create(spark)) {
      SnapshotCsv csv = new SnapshotCsv(spark, snapshot, folder);
      CatalogueFiles files = csv.catalogue();
      Split cut =
          new SplitReader(hadoop, config.ingest())
              .cut(
                  snapshot.id() + " validation " + validation.word(),
                  csv.ratings(),
                  files,
                  validation,
                  EvaluationPlan.VALIDATION_SHARE,
                  seed);
      Split split = NewUsersCut.within(cut, EvaluationPlan.NEW_USERS_SHARE, seed);
      NightlyTraining.Trained trained =
          new NightlyTraining(spark, options.settings()::load, validation, files, folder, console)
              .train(split);
      console.line("fitting the hybrid's weights");
      ServedModel model =
          new ServedModel(trained.snapshot(), RecommenderConfig.DEFAULT, split, CandidateRule.ALL);
      List<FittedBucket> fitted =
          new WeightFit(model, split, CandidateRule.ALL).fit(RecommenderConfig.DEFAULT.weights());
      String objective =
          "nDCG@10, every movie ranked, %s cut of %.0f %% of each user's ratings, seed %d,"
                  .formatted(validation.word(), 100 * EvaluationPlan.VALIDATION_SHARE, seed)
              + " %.0f %% of the users new to the model"
                  .formatted(100 * EvaluationPlan.NEW_USERS_SHARE);
      Path file = WeightsProposal.of(snapshot.id(), objective, fitted).write(snapshot, hadoop);
      System.out.print(TextReport.text(WeightsTable.of(fitted, split)));
      System.out.printf(
          "%nfitted weights in %s; a service that loads the snapshot uses them%n", file);
    }
  }
}
