package dev.marquee.evaluation.run;

import dev.marquee.data.StageRecord;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.Split;
import dev.marquee.jobs.cli.SettingOptions;
import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SnapshotReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Trains NCF models of several forms on several splits of one catalogue, in one staged snapshot
 * that is never published. Stages run by themselves: those that depend on the movies alone once,
 * popularity once a split, the model's training and the nightly lists for every form: the service
 * takes a known user's scores from the lists where they have some.
 */
final class AblationTraining {
  private static final String TRAIN = "train-ncf";
  private static final List<String> CATALOGUE_STAGES = List.of("tfidf", "embed", "similar");

  private final SparkSession spark;
  private final Function<List<String>, RunSettings> settings;
  private final CatalogueFiles files;
  private final WorkFolder work;
  private final Console console;
  private boolean hasCatalogue;

  AblationTraining(
      SparkSession spark,
      Function<List<String>, RunSettings> settings,
      CatalogueFiles files,
      WorkFolder work,
      Console console) {
    this.spark = spark;
    this.settings = settings;
    this.files = files;
    this.work = work;
    this.console = console;
  }

  /**
   * A trained model.
   *
   * @param snapshot in which only the NCF's tables are of this split and form
   * @param seconds that its training took, other stages not counted
   */
  record Trained(Snapshot snapshot, double seconds) {}

  /** What all forms of one split share; the models of an earlier split are gone after this. */
  void prepare(Split split) {
    Path input = TrainingInput.write(split, files, work);
    List<String> extra = List.of(SettingOptions.setting("input", input.toString()));
    run("ingest", extra);
    if (!hasCatalogue) {
      CATALOGUE_STAGES.forEach(stage -> run(stage, extra));
      hasCatalogue = true;
    }
    run("popularity", extra);
  }

  /**
   * Trains one form on the split that was prepared last.
   *
   * @param validation how its training cuts its own validation part
   */
  Trained train(AblationVariant variant, Cut validation) {
    List<String> extra = new ArrayList<>(variant.settings());
    extra.add(SettingOptions.setting("ncf.validation", validation.word()));
    Pipeline pipeline = run(TRAIN, extra);
    run("recommend", extra);
    StagedSnapshot staged = pipeline.store().openStaged().orElseThrow();
    double seconds =
        staged.records().stream()
            .filter(record -> record.stage().equals(TRAIN))
            .mapToDouble(StageRecord::seconds)
            .findFirst()
            .orElseThrow();
    return new Trained(SnapshotReader.read(staged.directory(), work.hadoop()), seconds);
  }

  private Pipeline run(String name, List<String> extra) {
    List<String> all = new ArrayList<>(extra);
    all.add(SettingOptions.setting("events.url", ""));
    all.add(SettingOptions.setting("warehouse", work.resolve("warehouse").toString()));
    Pipeline pipeline = new Pipeline(spark, settings.apply(all), console);
    Stage stage =
        Pipeline.stages().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    pipeline.stage(stage);
    return pipeline;
  }
}
