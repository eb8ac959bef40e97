package dev.marquee.serving.snapshot;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** Reads the tables with one row, or one list, a user. */
final class UserTables {
  private final SnapshotDirectory snapshot;
  private final Configuration hadoop;

  UserTables(SnapshotDirectory snapshot, Configuration hadoop) {
    this.snapshot = snapshot;
    this.hadoop = hadoop;
  }

  /** The users that the model was trained on, with their vectors. */
  record Factors(Ids ids, DenseVectors gmf, DenseVectors mlp) {
    /** No users. */
    static final Factors NONE =
        new Factors(
            new Ids(new long[0]),
            new DenseVectors(new float[0], 0, 0),
            new DenseVectors(new float[0], 0, 0));
  }

  /** The users' vectors. */
  Factors factors() {
    return factors(Integer.MAX_VALUE);
  }

  /** The vectors of the first users of the table. */
  Factors factors(int mostUsers) {
    Tables.UserFactors names = Tables.USER_FACTORS;
    ParquetTable table =
        ParquetTable.read(
            snapshot, names, hadoop, mostUsers, Map.of(), names.userId, names.gmf, names.mlp);
    Ids ids = Keys.distinct(table.longs(names.userId));
    int[] places = Keys.onePerRow(ids, table.longs(names.userId), table, names.userId);
    return new Factors(
        ids,
        Keys.vectors(table, names.gmf, places, ids.size()),
        Keys.vectorsOrNone(table, names.mlp, places, ids.size()));
  }

  /** The nightly lists; waits for the catalogue, by whose rows their movies are kept. */
  UserLists nightly(Supplier<Movies> catalogue) {
    Tables.Recommendations names = Tables.RECOMMENDATIONS;
    Ids movies = catalogue.get().ids();
    ParquetTable table =
        ParquetTable.read(
            snapshot,
            names,
            hadoop,
            Integer.MAX_VALUE,
            Map.of(
                names.userId,
                size -> new IdRunsSink(),
                names.movieId,
                size -> new IdRowsSink(movies, size)),
            names.userId,
            names.rank,
            names.movieId,
            names.score);
    Runs runs = table.runs(names.userId);
    Ids ids = Keys.distinct(runs.ids());
    return new UserLists(
        ids,
        Keys.rankedLists(
            table,
            runs,
            ids,
            table.ints(names.rank),
            table.rowsOf(names.movieId),
            table.floats(names.score)));
  }

  /** The users' ratings, each user's oldest first as the table has them; waits as well. */
  UserHistories histories(Supplier<Movies> catalogue) {
    Tables.UserHistories names = Tables.USER_HISTORIES;
    Ids movies = catalogue.get().ids();
    ParquetTable table =
        ParquetTable.read(
            snapshot,
            names,
            hadoop,
            Integer.MAX_VALUE,
            Map.of(names.movieIds, size -> new IdRowsSink(movies, size)),
            names.userId,
            names.movieIds,
            names.ratings,
            names.timestamps);
    long[] userIds = table.longs(names.userId);
    Ids ids = Keys.distinct(userIds);
    int[] places = Keys.onePerRow(ids, userIds, table, names.userId);
    int[] offsets = table.offsets(names.movieIds);
    for (String column : List.of(names.ratings, names.timestamps)) {
      if (!Arrays.equals(offsets, table.offsets(column))) {
        throw table.fault(column, "not as long as movieIds in every row");
      }
    }
    int[] rated = table.rowsOf(names.movieIds);
    float[] ratings = table.floats(names.ratings);
    long[] timestamps = table.longs(names.timestamps);
    if (Keys.areInOrder(places)) {
      return new UserHistories(ids, offsets, rated, ratings, timestamps);
    }
    int[] sortedOffsets = Keys.sortedOffsets(offsets, places);
    int[] sortedMovies = new int[rated.length];
    float[] sortedRatings = new float[rated.length];
    long[] sortedTimestamps = new long[rated.length];
    for (int row = 0; row < table.rows(); row++) {
      int from = offsets[row];
      int length = offsets[row + 1] - from;
      int to = sortedOffsets[places[row]];
      System.arraycopy(rated, from, sortedMovies, to, length);
      System.arraycopy(ratings, from, sortedRatings, to, length);
      System.arraycopy(timestamps, from, sortedTimestamps, to, length);
    }
    return new UserHistories(ids, sortedOffsets, sortedMovies, sortedRatings, sortedTimestamps);
  }
}
