package dev.marquee.jobs.nightly;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.UserError;
import dev.marquee.data.WarehouseLock;
import dev.marquee.jobs.embed.EmbedStage;
import dev.marquee.jobs.ingest.IngestStage;
import dev.marquee.jobs.ingest.InputFiles;
import dev.marquee.jobs.ncf.TrainNcfStage;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import dev.marquee.jobs.popularity.PopularityStage;
import dev.marquee.jobs.publish.FileChecksums;
import dev.marquee.jobs.publish.Publisher;
import dev.marquee.jobs.publish.RunDescription;
import dev.marquee.jobs.recommend.RecommendStage;
import dev.marquee.jobs.similar.SimilarStage;
import dev.marquee.jobs.tfidf.TfidfStage;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The nightly pipeline on one warehouse. Whatever writes takes the warehouse's lock first. */
public final class Pipeline {
  /** All stages in the order in which they run. */
  public static List<Stage> stages() {
    return List.of(
        new IngestStage(),
        new TfidfStage(),
        new EmbedStage(),
        new SimilarStage(),
        new PopularityStage(),
        new TrainNcfStage(),
        new RecommendStage());
  }

  private final SparkSession spark;
  private final RunSettings settings;
  private final Console console;
  private final SnapshotStore store;

  /** A pipeline over the warehouse that the settings name. */
  public Pipeline(SparkSession spark, RunSettings settings, Console console) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    store =
        new SnapshotStore(
            new Path(settings.config().warehouse()), spark.sessionState().newHadoopConf());
  }

  /** The warehouse's snapshots. */
  public SnapshotStore store() {
    return store;
  }

  /**
   * Runs all stages into a fresh snapshot and publishes it. What an earlier, interrupted run left
   * is removed first.
   *
   * @return the manifest of the published snapshot
   * @throws UserError if the input, the configuration, a check or another run stands in the way;
   *     the published snapshot is then as it was
   */
  public Manifest nightly() {
    try (WarehouseLock lock = store.lock()) {
      store.removeStaged();
      StagedSnapshot staged = store.stage();
      List<Stage> stages = stages();
      stages.forEach(stage -> stage.check(context(staged)));
      for (int i = 0; i < stages.size(); i++) {
        lock.ensureHeld();
        String heading = "[%d/%d] %s".formatted(i + 1, stages.size() + 1, stages.get(i).name());
        run(stages.get(i), staged, heading);
      }
      console.line("[%d/%d] publish", stages.size() + 1, stages.size() + 1);
      carryWeights(staged);
      return publish(staged);
    }
  }

  private void carryWeights(StagedSnapshot staged) {
    store
        .current()
        .filter(
            current ->
                FittedWeights.copy(
                    current, staged.directory(), spark.sessionState().newHadoopConf()))
        .ifPresent(
            current ->
                console.line("fitted weights carried over; fit-weights fits them to tonight's"));
  }

  /**
   * Runs one stage again: in the staged snapshot if one is open, else in a copy of the published
   * one. Nothing is published.
   *
   * @return the id of the staged snapshot
   * @throws UserError if there is nothing that the stage could work on
   */
  public String stage(Stage stage) {
    try (WarehouseLock lock = store.lock()) {
      StagedSnapshot staged = openStaged(stage);
      stage.check(context(staged));
      lock.ensureHeld();
      run(stage, staged, "%s in %s".formatted(stage.name(), staged.id()));
      return staged.id();
    }
  }

  /**
   * Checks and publishes the staged snapshot.
   *
   * @throws UserError if none is staged or a check fails
   */
  public Manifest publishStaged() {
    try (WarehouseLock lock = store.lock()) {
      StagedSnapshot staged =
          store
              .openStaged()
              .orElseThrow(
                  () ->
                      new UserError(
                          "nothing is staged in "
                              + store.warehouse()
                              + ": run nightly, or a stage, before publish"));
      lock.ensureHeld();
      return publish(staged);
    }
  }

  private StagedSnapshot openStaged(Stage stage) {
    Optional<StagedSnapshot> open = store.openStaged();
    if (open.isPresent()) {
      return open.get();
    }
    Optional<String> current = store.currentId();
    if (stage.reads().isEmpty() && current.isEmpty()) {
      return store.stage();
    }
    String base =
        current.orElseThrow(
            () ->
                new UserError(
                    "no snapshot in " + store.warehouse() + " to work on: run nightly or ingest"));
    console.line("working on a copy of %s", base);
    return store.stageFrom(base);
  }

  private void run(Stage stage, StagedSnapshot staged, String heading) {
    new StageRunner(staged).run(stage, context(staged), heading);
    if (stage instanceof IngestStage) {
      List<Path> files =
          InputFiles.locate(spark.sessionState().newHadoopConf(), settings.config().input())
              .paths();
      staged.recordInputs(new FileChecksums(spark).inputs(files));
    }
  }

  private Manifest publish(StagedSnapshot staged) {
    RunDescription description =
        RunDescription.of(CodeVersion.current(), staged.inputs(), settings.configurationJson());
    int keep = settings.config().publish().keep();
    return store.manifest(new Publisher(store, spark).publish(staged, description, keep, console));
  }

  private StageContext context(StagedSnapshot staged) {
    return new StageContext(spark, settings.config(), staged.directory(), store.current(), console);
  }
}
