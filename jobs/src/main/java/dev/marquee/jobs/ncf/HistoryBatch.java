package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * One step's users in primitive arrays: what is given, what is wanted, and which movies compete for
 * it. All movies do in catalogues up to {@code ncf.softmaxMovies}; in larger ones those that some
 * user of the batch wants and a uniform draw, shared by the whole batch.
 *
 * <p>Filling costs O(ratings of the users), and O(movies) where columns are drawn; pairs and the
 * log loss also clear users x columns places.
 */
final class HistoryBatch {
  private static final float EXCLUDED = -1e9f;

  private final Interactions data;
  private final NcfConfig config;
  private final PoolingBlock weighting;
  private final SplittableRandom random;
  private final SplittableRandom droppedMovies;
  private final int movies;
  private final int columns;
  private final SparseRows given;
  private final SparseRows wanted;
  private final SparseRows excluded;
  private final BitSet rated = new BitSet();
  private final float[] negatives;
  private final long[] users;
  private final float[] named;
  private final long[] columnMovies;
  private final int[] columnOf;
  private final Objective.Role[] roles;
  private long[] negativePlaces = new long[0];
  private int size;

  HistoryBatch(Interactions data, NcfConfig config, PoolingBlock weighting, long seed) {
    this.data = data;
    this.config = config;
    this.weighting = weighting;
    random = new SplittableRandom(seed);
    droppedMovies = new SplittableRandom(~seed);
    movies = data.movies();
    columns = Math.min(movies, config.softmaxMovies());
    int batch = Math.min(config.userBatch(), data.users());
    given = new SparseRows(movies);
    wanted = new SparseRows(columns);
    excluded = new SparseRows(columns);
    boolean pointwise = config.loss() == NcfConfig.Loss.LOG_LOSS;
    negatives = new float[pointwise ? Math.multiplyExact(batch, columns) : 0];
    users = new long[batch];
    named = new float[batch];
    columnMovies = new long[columns];
    columnOf = new int[movies];
    int longest = 0;
    for (int user = 0; user < data.users(); user++) {
      longest = Math.max(longest, data.end(user) - data.start(user));
    }
    roles = new Objective.Role[longest];
    for (int movie = 0; movie < movies; movie++) {
      columnOf[movie] = columns == movies ? movie : -1;
    }
    for (int column = 0; column < columns; column++) {
      columnMovies[column] = column;
    }
  }

  /** Takes users {@code order[from]} to {@code order[to - 1]}. */
  void fill(int[] order, int from, int to, Objective objective, double dropout) {
    size = to - from;
    given.clear();
    wanted.clear();
    excluded.clear();
    Objective.Role[][] drawn = new Objective.Role[size][];
    for (int i = 0; i < size; i++) {
      int user = order[from + i];
      users[i] = user;
      named[i] = random.nextDouble() < config.idDropout() ? 0 : 1;
      int count = data.end(user) - data.start(user);
      objective.draw(count, dropout, roles);
      drawn[i] = Arrays.copyOf(roles, count);
    }
    if (columns < movies) {
      drawColumns(drawn);
    }
    for (int i = 0; i < size; i++) {
      place(i, drawn[i]);
    }
    if (config.loss() != NcfConfig.Loss.SOFTMAX) {
      drawNegatives();
    }
  }

  /** Wanted movies first, as many as fit, then others at random. */
  private void drawColumns(Objective.Role[][] drawn) {
    Arrays.fill(columnOf, -1);
    int column = 0;
    for (int i = 0; i < size; i++) {
      int start = data.start((int) users[i]);
      for (int j = 0; j < drawn[i].length && column < columns / 2; j++) {
        int movie = data.movie(start + j);
        if (drawn[i][j] == Objective.Role.WANTED && columnOf[movie] < 0) {
          columnOf[movie] = column;
          columnMovies[column++] = movie;
        }
      }
    }
    while (column < columns) {
      int movie = random.nextInt(movies);
      if (columnOf[movie] < 0) {
        columnOf[movie] = column;
        columnMovies[column++] = movie;
      }
    }
  }

  private void place(int i, Objective.Role[] drawn) {
    int start = data.start((int) users[i]);
    int newer = 0;
    for (int j = drawn.length - 1; j >= 0; j--) {
      int movie = data.movie(start + j);
      int column = columnOf[movie];
      if (drawn[j] == Objective.Role.GIVEN) {
        if (config.history()) {
          given.add(i, movie, (float) weighting.weight(data.rating(start + j), newer));
        }
        newer++;
        if (column >= 0) {
          excluded.add(i, column, EXCLUDED);
        }
      } else if (drawn[j] == Objective.Role.WANTED && column >= 0) {
        wanted.add(i, column, data.weight(start + j));
      }
    }
  }

  /** For every wanted movie unseen ones, uniformly: one for pairs, several for the log loss. */
  private void drawNegatives() {
    negativePlaces = new long[wanted.count()];
    Arrays.fill(negatives, 0);
    rated.clear();
    markRated(wanted);
    markRated(excluded);
    boolean pairs = config.loss() == NcfConfig.Loss.BPR;
    int draws = pairs ? 1 : config.negativesPerPositive();
    for (int k = 0; k < wanted.count(); k++) {
      int first = (int) (wanted.place(k) / columns) * columns;
      for (int draw = 0; draw < draws; draw++) {
        int place = first + random.nextInt(columns);
        for (int again = 0; again < 100 && rated.get(place); again++) {
          place = first + random.nextInt(columns);
        }
        negativePlaces[k] = place;
        if (!pairs) {
          negatives[place] += 1;
        }
      }
    }
  }

  private void markRated(SparseRows rows) {
    for (int k = 0; k < rows.count(); k++) {
      rated.set((int) rows.place(k));
    }
  }

  /** Movies that somebody wants, counted once a user. */
  int wantedCount() {
    return wanted.count();
  }

  /** 1 for movies whose own vectors count in this step, 0 for those known by content alone. */
  private float[] keptMovies() {
    float[] kept = new float[movies];
    for (int movie = 0; movie < movies; movie++) {
      kept[movie] = droppedMovies.nextDouble() < config.movieIdDropout() ? 0 : 1;
    }
    return kept;
  }

  /** The block's inputs. */
  NDList inputs(NDManager manager) {
    NDList inputs =
        new NDList(
            given.matrix(manager, size),
            manager.create(Arrays.copyOf(users, size)),
            manager.create(Arrays.copyOf(named, size), new Shape(size, 1)),
            manager.create(columnMovies));
    if (config.movieIdDropout() > 0) {
      inputs.add(manager.create(keptMovies(), new Shape(movies, 1)));
    }
    return inputs;
  }

  /** The loss of the logits that the block made of the inputs, a sum of what is wanted. */
  NDArray loss(NDManager manager, NDArray logits) {
    return switch (config.loss()) {
      case SOFTMAX -> {
        NDArray competing = logits.add(excluded.matrix(manager, size));
        yield NcfLosses.softmax(competing, wanted.matrix(manager, size));
      }
      case LOG_LOSS -> {
        FloatBuffer counts = FloatBuffer.wrap(negatives, 0, size * columns);
        NDArray negative = manager.create(counts, new Shape(size, columns));
        yield NcfLosses.logLoss(logits, wanted.matrix(manager, size), negative);
      }
      case BPR ->
          NcfLosses.bpr(
              logits,
              wanted.places(manager),
              wanted.values(manager),
              manager.create(negativePlaces));
    };
  }
}
