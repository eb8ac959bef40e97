package dev.marquee.jobs.publish;

import dev.marquee.data.StageRecord;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Everything that must hold before readers see a snapshot. The checks, by name:
 *
 * <ul>
 *   <li>{@code stage}: a finished stage stands behind every table; {@code stale}: no table was made
 *       from one that has been replaced since
 *   <li>{@code files}, {@code schema}: every table is there; every file is readable Parquet with
 *       the columns and types of the contract
 *   <li>{@code required}: no null in a required column or an array; {@code finite}: no NaN or
 *       infinity in a float, an array or a metric
 *   <li>{@code row-count}: as many rows as the stage wrote, some movies, ratings and layers, one
 *       row for each movie or user where the table says so
 *   <li>{@code vector-length}, {@code unit-length}, {@code aligned}: vectors of one length, unit
 *       vectors within 1e-3, arrays that belong together equally long
 *   <li>{@code unique-key}, {@code reference}, {@code ranks}, {@code similar-itself}: keys once,
 *       ids that exist, ranks without a gap, no movie similar to itself
 *   <li>{@code user-lists}, {@code user-histories}, {@code unseen}: every known user has a list and
 *       a history of the rated movies, and none of these in the list
 * </ul>
 *
 * All tables are read by Spark; the driver sees counts and one example of each fault.
 */
public final class SnapshotChecks {
  private static final Pattern PARQUET_FILE = Pattern.compile("\\S*/\\S+\\.parquet\\b");

  private final SparkSession spark;

  /** Checks that run in this session. */
  public SnapshotChecks(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What a staged snapshot was found to be.
   *
   * @param failures what is at fault, empty if it may be published
   * @param rows table name to its number of rows, complete if nothing is at fault
   */
  public record Report(List<CheckFailure> failures, Map<String, Long> rows) {
    /** Copies both. */
    public Report {
      failures = List.copyOf(failures);
      rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }
  }

  /** Runs the checks; those that read rows run once all files are readable. */
  public Report run(StagedSnapshot staged) {
    List<CheckFailure> failures = new ArrayList<>();
    Map<String, TableProfile> profiles = new TreeMap<>();
    checkLedger(staged, failures);
    if (checkFiles(staged, failures) && profile(staged, profiles, failures)) {
      checkRowCounts(staged, profiles, failures);
      checkFactorLengths(profiles, failures);
      MovieChecks.run(table -> read(staged, table), failures);
      long movies = profiles.get(Tables.MOVIES.name()).rows();
      UserChecks.run(table -> read(staged, table), movies, failures);
      ListChecks.similarMovies(read(staged, Tables.SIMILAR_MOVIES), failures);
      ListChecks.positions(Tables.NCF_LAYERS, read(staged, Tables.NCF_LAYERS), failures);
      ListChecks.positions(Tables.NCF_POOLING, read(staged, Tables.NCF_POOLING), failures);
    }
    Map<String, Long> rows = new TreeMap<>();
    profiles.forEach((table, profile) -> rows.put(table, profile.rows()));
    return new Report(failures, rows);
  }

  private static void checkLedger(StagedSnapshot staged, List<CheckFailure> failures) {
    List<StageRecord> records = staged.records();
    for (Table table : Tables.ALL) {
      if (records.stream().noneMatch(record -> record.rows().containsKey(table.name()))) {
        failures.add(
            new CheckFailure("stage", table.name(), 1, "no stage that writes it has finished"));
      }
    }
    staged
        .stale()
        .forEach((table, reason) -> failures.add(new CheckFailure("stale", table, 1, reason)));
    for (StageRecord record : records) {
      record
          .metrics()
          .forEach(
              (name, value) -> {
                if (!Double.isFinite(value)) {
                  failures.add(
                      new CheckFailure(
                          "finite", record.stage(), 1, "metric " + name + " is " + value));
                }
              });
    }
  }

  /** Compares every footer with the contract; whether all tables can be read. */
  private boolean checkFiles(StagedSnapshot staged, List<CheckFailure> failures) {
    int before = failures.size();
    SnapshotFiles files =
        new SnapshotFiles(staged.directory(), spark.sessionState().newHadoopConf());
    List<Path> paths = new ArrayList<>();
    for (Table table : Tables.ALL) {
      List<Path> ofTable = files.table(table);
      if (ofTable.isEmpty()) {
        failures.add(
            new CheckFailure(
                "files",
                table.name(),
                1,
                staged.directory().table(table) + " holds no Parquet file"));
      }
      paths.addAll(ofTable);
    }
    List<String> faults =
        ExecutorFiles.map(
            spark, paths, (file, hadoop) -> ParquetFooters.fault(file, table(file), hadoop));
    Map<String, List<String>> byTable = new TreeMap<>();
    for (int i = 0; i < paths.size(); i++) {
      if (!faults.get(i).isEmpty()) {
        String fault = files.relative(paths.get(i)) + " " + faults.get(i);
        byTable.computeIfAbsent(table(paths.get(i)).name(), name -> new ArrayList<>()).add(fault);
      }
    }
    byTable.forEach(
        (table, found) ->
            failures.add(new CheckFailure("schema", table, found.size(), found.get(0))));
    return failures.size() == before;
  }

  private static Table table(Path file) {
    String folder = file.getParent().getName();
    return Tables.ALL.stream()
        .filter(table -> table.name().equals(folder))
        .findFirst()
        .orElseThrow();
  }

  /** Profiles every table; whether all rows could be read. */
  private boolean profile(
      StagedSnapshot staged, Map<String, TableProfile> profiles, List<CheckFailure> failures) {
    boolean readable = true;
    for (Table table : Tables.ALL) {
      try {
        profiles.put(table.name(), TableProfile.of(table, read(staged, table), failures));
      } catch (Exception e) {
        // Scala does not declare the SparkException of a task that met a damaged page.
        if (!(e instanceof SparkException)) {
          throw e;
        }
        readable = false;
        failures.add(new CheckFailure("files", table.name(), 1, fileMessage(e)));
      }
    }
    return readable;
  }

  private static void checkRowCounts(
      StagedSnapshot staged, Map<String, TableProfile> profiles, List<CheckFailure> failures) {
    for (Table table :
        List.of(Tables.MOVIES, Tables.RATINGS, Tables.NCF_LAYERS, Tables.NCF_POOLING)) {
      if (profiles.get(table.name()).rows() == 0) {
        failures.add(new CheckFailure("row-count", table.name(), 1, "it has no row"));
      }
    }
    for (StageRecord record : staged.records()) {
      record
          .rows()
          .forEach(
              (table, written) -> {
                TableProfile profile = profiles.get(table);
                if (profile != null && profile.rows() != written) {
                  failures.add(
                      new CheckFailure(
                          "row-count",
                          table,
                          Math.abs(profile.rows() - written),
                          "it holds %d rows, stage %s wrote %d"
                              .formatted(profile.rows(), record.stage(), written)));
                }
              });
    }
  }

  /**
   * The GMF branch multiplies the two vectors element by element, and a movie's history vector
   * fills a user's two vectors.
   */
  private static void checkFactorLengths(
      Map<String, TableProfile> profiles, List<CheckFailure> failures) {
    var user = profiles.get(Tables.USER_FACTORS.name()).vectorLengths();
    var movie = profiles.get(Tables.MOVIE_FACTORS.name()).vectorLengths();
    Integer gmf = user.get(Tables.USER_FACTORS.gmf);
    Integer mlp = user.get(Tables.USER_FACTORS.mlp);
    expectLength(movie, Tables.MOVIE_FACTORS.gmf, gmf, "the %d of user_factors", failures);
    if (gmf != null && mlp != null) {
      expectLength(
          movie,
          Tables.MOVIE_FACTORS.history,
          gmf + mlp,
          "the %d of gmf and mlp in user_factors",
          failures);
    }
  }

  private static void expectLength(
      Map<String, Integer> lengths,
      String column,
      Integer expected,
      String words,
      List<CheckFailure> failures) {
    Integer found = lengths.get(column);
    if (found != null && expected != null && !found.equals(expected)) {
      failures.add(
          new CheckFailure(
              "vector-length",
              Tables.MOVIE_FACTORS.name(),
              1,
              "%s has %d elements, expected %s"
                  .formatted(column, found, words.formatted(expected))));
    }
  }

  private Dataset<Row> read(StagedSnapshot staged, Table table) {
    return spark
        .read()
        .schema(SparkSchemas.of(table))
        .parquet(staged.directory().table(table).toString());
  }

  /** The Parquet file that Spark's message names, and the root of the fault. */
  private static String fileMessage(Throwable fault) {
    String file = "a file";
    String root = "";
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      root = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      Matcher matcher = PARQUET_FILE.matcher(root);
      file = matcher.find() ? matcher.group() : file;
    }
    return file + " cannot be read: " + root;
  }
}
