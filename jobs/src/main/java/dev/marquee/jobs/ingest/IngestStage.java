package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.REJECTED_ROWS;
import static dev.marquee.data.Tables.TAGS;
import static org.apache.spark.sql.functions.col;

import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.EventsConfig;
import dev.marquee.jobs.config.IngestConfig;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes the CSV files of the input folder over into tables. See the package for the form of the
 * files and {@link RejectReason} for what is not taken over.
 *
 * <p>Of several ratings of one movie by one user the one with the latest timestamp is kept, of
 * equally late ones the later line. Of several lines of one movie the first is kept.
 *
 * <p>Where the service's event store is configured, its ratings and deletions are merged with those
 * of the files, see {@link MergedRatings}, and nothing of an erased user is taken over from a file.
 * The share of its rows that may be rejected is not limited: nobody can mend them.
 */
public final class IngestStage implements Stage {
  /** Movies and ratings come first. */
  private static final int REQUIRED_FILES = 2;

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return List.of(MOVIES, RATINGS, TAGS, REJECTED_ROWS);
  }

  @Override
  public void check(StageContext context) {
    locate(context);
    EventStoreReader.locate(context.config().events());
  }

  @Override
  public void run(StageContext context) {
    InputFiles files = locate(context);
    Optional<EventStoreReader> store = locateStore(context);
    try (StoredChanges changes = StoredChanges.open(context.spark(), store);
        JudgedFile movies =
            judge(
                context,
                files,
                CsvFormat.MOVIE_FILE,
                (rows, partitions) ->
                    RowRules.uniqueMovies(rows, RejectReason.DUPLICATE_MOVIE, partitions));
        JudgedFile ratings =
            judge(
                context,
                files,
                CsvFormat.RATING_FILE,
                (rows, partitions) ->
                    latestRatings(
                        RowRules.knownMovies(changes.withoutErased(rows), catalogue(movies)),
                        partitions));
        JudgedFile tags =
            judge(
                context,
                files,
                CsvFormat.TAG_FILE,
                (rows, partitions) ->
                    RowRules.knownMovies(changes.withoutErased(rows), catalogue(movies)));
        JudgedFile links =
            judge(
                context,
                files,
                CsvFormat.LINK_FILE,
                (rows, partitions) ->
                    RowRules.uniqueMovies(
                        RowRules.knownMovies(rows, catalogue(movies)),
                        RejectReason.DUPLICATE_LINK,
                        partitions));
        JudgedFile events = changes.judge(catalogue(movies), range(context))) {
      List<JudgedFile> judged = List.of(movies, ratings, tags, links);
      List<JudgedFile> all = List.of(movies, ratings, tags, links, events);
      // Before any check may fail, so that the rows can be looked at.
      context.write(REJECTED_ROWS, rejectedRows(all));
      check(context, judged);
      context.write(MOVIES, withLinks(catalogue(movies), catalogue(links)));
      context.write(TAGS, RowRules.accepted(tags.rows()));
      recordRejections(context, all);
      context.metric("movies", (double) movies.report().accepted());
      context.metric("tags", (double) tags.report().accepted());
      try (MergedRatings merged = merge(files, store, ratings, events)) {
        context.write(RATINGS, merged.rows());
        context.metric("ratings", (double) merged.size());
        if (store.isPresent()) {
          reportStore(context, changes, events, merged);
        }
      }
    }
  }

  /** Keeps the latest rating of every user and movie, of equally late ones the later line. */
  static Dataset<Row> latestRatings(Dataset<Row> rows, int partitions) {
    return RowRules.unique(
        rows,
        RejectReason.DUPLICATE_RATING,
        List.of(RATINGS.userId, RATINGS.movieId),
        List.of(col(RATINGS.timestamp).desc(), col(REJECTED_ROWS.line).desc()),
        partitions);
  }

  /** The catalogue with the ids of the link file, by movie id. */
  static Dataset<Row> withLinks(Dataset<Row> movies, Dataset<Row> links) {
    return movies
        .join(
            links.select(MOVIES.movieId, MOVIES.imdbId, MOVIES.tmdbId),
            new String[] {MOVIES.movieId},
            "left")
        .orderBy(MOVIES.movieId);
  }

  private static MergedRatings merge(
      InputFiles files, Optional<EventStoreReader> store, JudgedFile ratings, JudgedFile events) {
    return store
        .map(
            reader ->
                MergedRatings.of(
                    ratings,
                    events,
                    files.file(CsvFormat.RATING_FILE).orElseThrow().partitions()
                        + reader.partitions()))
        .orElseGet(() -> MergedRatings.unchanged(ratings));
  }

  private static Optional<EventStoreReader> locateStore(StageContext context) {
    EventsConfig config = context.config().events();
    Optional<EventStoreReader> reader = EventStoreReader.locate(config);
    config
        .store()
        .filter(url -> reader.isEmpty())
        .ifPresent(
            url ->
                context
                    .console()
                    .line("ingest: events: none, the service has not made %s yet", url));
    return reader;
  }

  private static void reportStore(
      StageContext context, StoredChanges changes, JudgedFile events, MergedRatings merged) {
    context.console().line("ingest: %s", events.report().summary());
    context
        .console()
        .line(
            "ingest: %s: %s; %,d users are erased",
            StoredChanges.NAME, merged.summary(), changes.erasedUsers());
    context.metric("events.ratings", (double) merged.stored());
    context.metric("events.removed", (double) merged.count(MergedRatings.Outcome.REMOVED));
    context.metric("events.erasedUsers", (double) changes.erasedUsers());
  }

  private static InputFiles locate(StageContext context) {
    return InputFiles.locate(
        context.spark().sparkContext().hadoopConfiguration(), context.config().input());
  }

  private static JudgedFile judge(
      StageContext context, InputFiles files, CsvFormat format, JudgedFile.Rules rules) {
    JudgedFile file = JudgedFile.judge(context.spark(), files, format, range(context), rules);
    if (file.report().rows() > 0) {
      context.console().line("ingest: %s", file.report().summary());
    }
    return file;
  }

  private static RatingRange range(StageContext context) {
    IngestConfig config = context.config().ingest();
    return new RatingRange(config.minRating(), config.maxRating());
  }

  private static Dataset<Row> catalogue(JudgedFile file) {
    return RowRules.accepted(file.rows());
  }

  private static Dataset<Row> rejectedRows(List<JudgedFile> judged) {
    return judged.stream()
        .map(file -> RowRules.rejected(file.rows(), file.report().file()))
        .reduce(Dataset::unionAll)
        .orElseThrow()
        .orderBy(REJECTED_ROWS.file, REJECTED_ROWS.line);
  }

  private static void check(StageContext context, List<JudgedFile> judged) {
    for (JudgedFile file : judged) {
      file.report()
          .check(
              context.config().ingest().maxRejectedShare(),
              context.staged().table(REJECTED_ROWS).toString());
    }
    for (JudgedFile file : judged.subList(0, REQUIRED_FILES)) {
      if (file.report().accepted() == 0) {
        throw new UserError(file.report().summary() + "; expected at least one good row");
      }
    }
  }

  private static void recordRejections(StageContext context, List<JudgedFile> judged) {
    long rejected = 0;
    for (JudgedFile file : judged) {
      rejected += file.report().rejected();
      for (FileReport.Rejections entry : file.report().rejections()) {
        context.metric(
            "rejected." + file.report().file() + "." + entry.reason(), (double) entry.count());
      }
    }
    context.metric("rejected", (double) rejected);
  }
}
