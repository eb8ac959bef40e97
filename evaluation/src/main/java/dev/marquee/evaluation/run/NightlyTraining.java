package dev.marquee.evaluation.run;

import dev.marquee.data.Manifest;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.Split;
import dev.marquee.jobs.cli.SettingOptions;
import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SnapshotReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Trains on a split's training ratings with the nightly job itself: all its stages, its checks and
 * its publication, into a warehouse of its own. What comes out is read as the service reads it.
 */
public final class NightlyTraining {
  private static final String EMBED = "embed";

  private final SparkSession spark;
  private final Function<List<String>, RunSettings> settings;
  private final Cut validation;
  private final CatalogueFiles files;
  private final WorkFolder work;
  private final Console console;
  private double embedSeconds;

  /**
   * A trained snapshot.
   *
   * @param snapshot as the service holds it
   * @param seconds stage name to the seconds that it took; encoding texts counts in full even where
   *     an earlier run of this evaluation had already encoded them
   */
  public record Trained(Snapshot snapshot, Map<String, Double> seconds) {
    /** Seconds of these stages together. */
    double seconds(List<String> stages) {
      double sum = 0;
      for (String stage : stages) {
        sum += seconds.getOrDefault(stage, 0.0);
      }
      return sum;
    }

    /** Seconds of all stages together. */
    double allSeconds() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * Training runs over one catalogue.
   *
   * @param settings the configuration with given key=value settings on top
   * @param validation how the NCF's training cuts its own validation part
   * @param files movies and tags, given to every run as they are
   */
  public NightlyTraining(
      SparkSession spark,
      Function<List<String>, RunSettings> settings,
      Cut validation,
      CatalogueFiles files,
      WorkFolder work,
      Console console) {
    this.spark = spark;
    this.settings = settings;
    this.validation = validation;
    this.files = files;
    this.work = work;
    this.console = console;
  }

  /**
   * Runs the nightly job over the training ratings of a split.
   *
   * @throws dev.marquee.data.UserError if the nightly job refuses input, settings or result
   */
  public Trained train(Split split) {
    console.line("training on %s: %,d ratings", split.name(), split.train().size());
    Path input = TrainingInput.write(split, files, work);
    RunSettings run =
        settings.apply(
            List.of(
                SettingOptions.setting("input", input.toString()),
                // A split knows nothing of what the service recorded since.
                SettingOptions.setting("events.url", ""),
                SettingOptions.setting("warehouse", work.resolve("warehouse").toString()),
                SettingOptions.setting("ncf.validation", validation.word())));
    Pipeline pipeline = new Pipeline(spark, run, console);
    Manifest manifest = pipeline.nightly();
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Manifest.StageEntry stage : manifest.stages()) {
      seconds.put(stage.name(), stage.seconds());
    }
    embedSeconds = Math.max(embedSeconds, seconds.getOrDefault(EMBED, 0.0));
    seconds.put(EMBED, embedSeconds);
    return new Trained(
        SnapshotReader.read(pipeline.store().directory(manifest.id()), work.hadoop()), seconds);
  }
}
