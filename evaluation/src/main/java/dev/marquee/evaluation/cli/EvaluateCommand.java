package dev.marquee.evaluation.cli;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.report.ExtraTable;
import dev.marquee.evaluation.report.HtmlReport;
import dev.marquee.evaluation.report.MetricsJson;
import dev.marquee.evaluation.report.RecommendationsCsv;
import dev.marquee.evaluation.report.SummaryPng;
import dev.marquee.evaluation.report.TextReport;
import dev.marquee.evaluation.run.Evaluation;
import dev.marquee.evaluation.run.EvaluationPlan;
import dev.marquee.evaluation.run.ModelName;
import dev.marquee.evaluation.run.NightlyTraining;
import dev.marquee.evaluation.run.WorkFolder;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.SplitReader;
import dev.marquee.jobs.cli.SettingOptions;
import dev.marquee.jobs.config.MarqueeConfig;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Trains on a split, ranks with the service's classes and the baselines, and reports. */
@Command(
    name = "evaluate",
    description = {
      "Trains on the split's train.csv alone, with the nightly job itself in a temporary warehouse,"
          + " ranks for every user of test.csv with the service's own classes and with baselines,"
          + " and writes metrics.json, recommendations.csv and report.html.",
      "Ratings in foldin.csv are given at request time and never trained on.",
      "--standard measures on a temporal cut of data/sample and writes"
          + " evaluation_results_standard.json and .png."
    },
    showDefaultValues = true)
final class EvaluateCommand implements Runnable {
  private static final String STANDARD_NAME = "evaluation_results_standard";
  private static final double STANDARD_SHARE = 0.2;
  private static final int LIST_LENGTH = 10;

  @Spec private CommandSpec spec;
  @Mixin private SettingOptions settings;
  @Mixin private WorkOption work;

  @Option(
      names = "--split",
      paramLabel = "DIR",
      description = "Folder with train.csv, test.csv and, for new users, foldin.csv.")
  private String splitFolder;

  @Option(
      names = "--movies",
      paramLabel = "FILE",
      description = "Every movie: movieId,title,genres[,overview].")
  private String movies;

  @Option(
      names = "--tags",
      paramLabel = "FILE",
      description = "Tags as content: userId,movieId,tag,timestamp.")
  private String tags;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the results; with --standard evaluation/ of the installation.")
  private Path output;

  @Option(
      names = "--candidates",
      paramLabel = "WHICH",
      defaultValue = "all",
      description = "Which movies compete: all, or test for those of test.csv (new movies).")
  private CandidateRule candidates;

  @Option(
      names = "--models",
      paramLabel = "MODEL",
      split = ",",
      converter = ModelConverter.class,
      description =
          "Models to compare: random, popularity, item-knn, als, ease, content, ncf, hybrid,"
              + " hybrid-configured; all unless given. hybrid has weights fitted on a validation"
              + " cut and trains a second time for them, hybrid-configured has those of the"
              + " configuration.")
  private List<ModelName> models = List.of();

  @Option(
      names = "--validation",
      paramLabel = "CUT",
      defaultValue = "temporal",
      description =
          "How train.csv is cut to choose the NCF's and the baselines' settings and the hybrid's"
              + " weights: temporal or random. Weights for new users are fitted on users, those for"
              + " new movies on movies that are left out of training.")
  private Cut validation;

  @Option(
      names = "--sampled",
      description =
          "Adds the sampled protocol of the NCF paper: latest held-out movie among 99 drawn ones.")
  private boolean sampled;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of cuts and drawn movies.")
  private long seed = EvaluationPlan.SEED;

  @Option(names = "--standard", description = "The fixed standard evaluation.")
  private boolean standard;

  @Override
  public void run() {
    checkOptions();
    MarqueeConfig config = settings.load(List.of()).config();
    Path folder = output == null ? Path.of(config.home(), "evaluation") : output;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError("--output " + folder + " is a file, expected a folder");
    }
    SparkSession spark = SparkSessions.create("evaluate");
    Console console = Console.standard();
    CatalogueFiles files = files(config);
    Split split = split(spark, config, files);
    split.notes().forEach(note -> console.line("%s", note));
    try (WorkFolder workFolder = work.create(spark)) {
      NightlyTraining training =
          new NightlyTraining(spark, settings::load, validation, files, workFolder, console);
      Evaluation.Outcome outcome = new Evaluation(spark, training, plan(), console).run(split);
      write(folder, split, outcome);
      System.out.print(TextReport.text(outcome.results()));
      for (ExtraTable table : outcome.results().extras()) {
        System.out.print("\n" + TextReport.text(table));
      }
    }
  }

  private void checkOptions() {
    if (standard && (splitFolder != null || movies != null || tags != null)) {
      throw wrong("--standard brings its own split, expected no --split, --movies and --tags");
    }
    if (!standard && (splitFolder == null || movies == null || output == null)) {
      throw wrong("expected --split, --movies and --output, or --standard");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private EvaluationPlan plan() {
    return new EvaluationPlan(
        models.isEmpty() ? EvaluationPlan.STANDARD.models() : EnumSet.copyOf(models),
        candidates,
        validation,
        sampled,
        seed);
  }

  private CatalogueFiles files(MarqueeConfig config) {
    return standard
        ? new CatalogueFiles(sample(config, "movies.csv"), sample(config, "tags.csv"))
        : new CatalogueFiles(movies, tags);
  }

  private Split split(SparkSession spark, MarqueeConfig config, CatalogueFiles files) {
    SplitReader reader = new SplitReader(spark.sessionState().newHadoopConf(), config.ingest());
    if (standard) {
      return reader.cut(
          "standard", sample(config, "ratings.csv"), files, Cut.TEMPORAL, STANDARD_SHARE, seed);
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(splitFolder);
    String name =
        path.getParent() == null || path.getParent().getName().isEmpty()
            ? path.getName()
            : path.getParent().getName() + "/" + path.getName();
    return reader.read(name, splitFolder, files);
  }

  private static String sample(MarqueeConfig config, String file) {
    return config.home() + "/data/sample/" + file;
  }

  private void write(Path folder, Split split, Evaluation.Outcome outcome) {
    List<Path> written = new ArrayList<>();
    if (standard) {
      Path json = folder.resolve(STANDARD_NAME + ".json");
      MetricsJson.writeWithoutTimes(json, outcome.results());
      Path png = folder.resolve(STANDARD_NAME + ".png");
      SummaryPng.write(png, outcome.results());
      written.addAll(List.of(json, png));
    } else {
      Path json = folder.resolve("metrics.json");
      MetricsJson.write(json, outcome.results());
      Path report = folder.resolve("report.html");
      HtmlReport.write(report, outcome.results());
      written.addAll(List.of(json, report));
      if (outcome.lists() != null) {
        Path lists = folder.resolve("recommendations.csv");
        RecommendationsCsv.write(lists, split, outcome.lists(), LIST_LENGTH);
        written.add(lists);
      }
    }
    written.forEach(file -> Console.standard().line("wrote %s", file));
  }

  /** Names models as the tables do. */
  static final class ModelConverter implements ITypeConverter<ModelName> {
    @Override
    public ModelName convert(String word) {
      return ModelName.of(word.trim())
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + word
                          + "' is no model, expected some of "
                          + List.of(ModelName.values()).stream().map(ModelName::word).toList()));
    }
  }
}
