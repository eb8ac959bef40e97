package dev.marquee.evaluation.cli;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.report.AblationReport;
import dev.marquee.evaluation.report.AblationResults;
import dev.marquee.evaluation.run.Ablation;
import dev.marquee.evaluation.run.AblationVariant;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.SplitReader;
import dev.marquee.jobs.cli.SettingOptions;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what each part of the NCF model is worth. */
@Command(
    name = "ablation",
    description = {
      "Trains variants of the NCF model on splits, from NeuMF as published to the configured model"
          + " and some changes of it, and reports nDCG@10 of the NCF alone and the seconds of its"
          + " training.",
      "Writes ablation.json and ablation.html after every model. A split whose held-out movies have"
          + " no training rating lets only these compete; training's own validation is cut as the"
          + " split is, by time or at random."
    },
    showDefaultValues = true)
final class AblationCommand implements Runnable {
  private static final String MOVIES = "movies.csv";
  private static final String TAGS = "tags.csv";
  private static final String TRAIN = "train.csv";

  @Mixin private SettingOptions settings;
  @Mixin private WorkOption work;

  @Option(
      names = "--data-set",
      paramLabel = "DIR",
      required = true,
      description =
          "Local folder with movies.csv, maybe tags.csv, and a folder with train.csv, test.csv and"
              + " maybe foldin.csv for each split; may be repeated.")
  private List<Path> dataSets;

  @Option(
      names = "--splits",
      paramLabel = "NAME",
      split = ",",
      description = "Names of the splits' folders; all unless given.")
  private List<String> splits = List.of();

  @Option(
      names = "--variants",
      paramLabel = "NAME",
      split = ",",
      description =
          "Variants to train: neumf, history, content, softmax, regularisation, linear (each with"
              + " all before it), full, and full with one change: user-ids, attention, residual,"
              + " no-mlp, no-linear, no-content, next, reconstruct, mixture, movie-ids,"
              + " explicit; all unless given.")
  private List<String> variants = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results.")
  private Path output;

  @Option(
      names = "--keep",
      description = "Keep what ablation.json in the output folder has of other splits.")
  private boolean keep;

  @Override
  public void run() {
    List<AblationVariant> chosen = AblationVariant.named(variants);
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new UserError("--output " + output + " is a file, expected a folder");
    }
    Optional<AblationResults> earlier = keep ? AblationReport.read(output) : Optional.empty();
    MarqueeConfig config = settings.load(List.of()).config();
    List<List<Path>> folders = dataSets.stream().map(this::folders).toList();
    SparkSession spark = SparkSessions.create("ablation");
    SplitReader reader = new SplitReader(spark.sessionState().newHadoopConf(), config.ingest());
    List<Ablation.DataSet> read = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      read.add(read(reader, dataSets.get(i), folders.get(i)));
    }
    List<AblationResults> last = new ArrayList<>();
    new Ablation(spark, settings::load, chosen, Console.standard())
        .run(
            read,
            () -> work.create(spark),
            measured -> {
              AblationResults results = earlier.map(measured::beside).orElse(measured);
              AblationReport.write(output, results);
              last.clear();
              last.add(results);
            });
    for (AblationResults results : last) {
      AblationReport.write(output, results)
          .forEach(file -> Console.standard().line("wrote %s", file));
      System.out.print(AblationReport.text(results));
    }
  }

  private List<Path> folders(Path dataSet) {
    if (!Files.isRegularFile(dataSet.resolve(MOVIES))) {
      throw new UserError("--data-set %s has no %s, expected one".formatted(dataSet, MOVIES));
    }
    try (Stream<Path> inside = Files.list(dataSet)) {
      List<Path> found =
          inside
              .filter(folder -> Files.isRegularFile(folder.resolve(TRAIN)))
              .filter(
                  folder -> splits.isEmpty() || splits.contains(folder.getFileName().toString()))
              .sorted()
              .toList();
      if (found.isEmpty() || found.size() < splits.size()) {
        throw new UserError(
            "--data-set %s has no folder with %s for %s, expected one for each"
                .formatted(dataSet, TRAIN, splits.isEmpty() ? "any split" : splits));
      }
      return found;
    } catch (IOException e) {
      throw new UserError("--data-set " + dataSet + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Ablation.DataSet read(SplitReader reader, Path dataSet, List<Path> folders) {
    Path tags = dataSet.resolve(TAGS);
    boolean tagged = Files.isRegularFile(tags);
    if (!tagged) {
      Console.standard().line("%s has no %s: content is titles and genres alone", dataSet, TAGS);
    }
    CatalogueFiles files =
        new CatalogueFiles(dataSet.resolve(MOVIES).toString(), tagged ? tags.toString() : null);
    List<Split> splits = new ArrayList<>();
    for (Path folder : folders) {
      String name = dataSet.toAbsolutePath().normalize().getFileName() + "/" + folder.getFileName();
      Split split = reader.read(name, folder.toString(), files);
      split.notes().forEach(note -> Console.standard().line("%s", note));
      splits.add(split);
    }
    return new Ablation.DataSet(files, splits);
  }
}
