package dev.marquee.serving.snapshot;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.HistoryPooling;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the tables of a snapshot into memory, several at a time. All or nothing: a table or column
 * that is missing or ill-typed, a vector of the wrong length or a movie that the catalogue lacks is
 * one {@link UserError} that names table, column and fault. Only fitted weights may be missing.
 * Users' vectors are kept where they are more than their histories give, see {@link PooledUsers}.
 */
public final class SnapshotReader {
  /** The tables that the service needs; a snapshot has more. */
  public static final List<Table> TABLES =
      List.of(
          Tables.MOVIES,
          Tables.TAGS,
          Tables.MOVIE_EMBEDDINGS,
          Tables.MOVIE_TFIDF,
          Tables.SIMILAR_MOVIES,
          Tables.MOVIE_POPULARITY,
          Tables.MOVIE_FACTORS,
          Tables.USER_FACTORS,
          Tables.NCF_POOLING,
          Tables.NCF_LAYERS,
          Tables.RECOMMENDATIONS,
          Tables.USER_HISTORIES);

  private static final int MOST_THREADS = 4;

  private SnapshotReader() {}

  /**
   * Reads the published snapshot.
   *
   * @throws UserError if there is none yet, or it cannot be read
   */
  public static Snapshot readCurrent(SnapshotStore store, Configuration hadoop) {
    SnapshotDirectory current =
        store
            .current()
            .orElseThrow(
                () ->
                    new UserError(
                        "warehouse %s has no published snapshot, expected one: run nightly"
                            .formatted(store.warehouse())));
    return read(current, hadoop);
  }

  /**
   * Reads a snapshot, published or not.
   *
   * @throws UserError if it cannot be read
   */
  public static Snapshot read(SnapshotDirectory directory, Configuration hadoop) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "snapshot-reader");
              thread.setDaemon(true);
              return thread;
            });
    try {
      return read(directory, hadoop, pool);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Snapshot read(
      SnapshotDirectory directory, Configuration hadoop, ExecutorService pool) {
    MovieTables movieTables = new MovieTables(directory, hadoop);
    UserTables userTables = new UserTables(directory, hadoop);
    ModelTables modelTables = new ModelTables(directory, hadoop);
    // First, for the other tasks wait for it.
    var catalogue = start(pool, movieTables::movies);
    Supplier<Movies> movies = () -> finish(catalogue);
    // Next, for they need the most memory on the way.
    var nightly = start(pool, () -> userTables.nightly(movies));
    var histories = start(pool, () -> userTables.histories(movies));
    var embeddings = start(pool, () -> movieTables.embeddings(movies));
    var similar = start(pool, () -> movieTables.similar(movies));
    var movieFactors = start(pool, () -> movieTables.factors(movies));
    var tfidf = start(pool, () -> movieTables.tfidf(movies));
    var popularity = start(pool, () -> movieTables.popularity(movies));
    var layers = start(pool, modelTables::layers);
    var pooling = start(pool, modelTables::pooling);
    var weights = start(pool, () -> FittedWeights.read(directory, hadoop));
    MovieTables.Factors movieVectors = finish(movieFactors);
    HistoryPooling poolingBlocks = finish(pooling);
    boolean arePooled =
        PooledUsers.areAll(
            userTables.factors(PooledUsers.COMPARED),
            finish(histories),
            movieVectors.history(),
            poolingBlocks);
    NcfFactors ncf =
        model(
            directory,
            movieVectors,
            arePooled ? UserTables.Factors.NONE : userTables.factors(),
            poolingBlocks,
            finish(layers));
    return new Snapshot(
        directory.id(),
        movies.get(),
        finish(embeddings),
        finish(tfidf),
        finish(similar),
        finish(popularity),
        ncf,
        finish(nightly),
        finish(histories),
        finish(weights));
  }

  private static NcfFactors model(
      SnapshotDirectory directory,
      MovieTables.Factors movies,
      UserTables.Factors users,
      HistoryPooling pooling,
      List<NcfLayer> layers) {
    try {
      return new NcfFactors(
          movies.gmf(),
          movies.mlp(),
          movies.history(),
          users.ids(),
          users.gmf(),
          users.mlp(),
          pooling,
          layers);
    } catch (IllegalArgumentException e) {
      throw new UserError(directory.directory() + ": " + e.getMessage(), e);
    }
  }

  private static <T> CompletableFuture<T> start(ExecutorService pool, Supplier<T> part) {
    return CompletableFuture.supplyAsync(part, pool);
  }

  private static <T> T finish(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UserError error) {
        throw error;
      }
      throw e;
    }
  }
}
