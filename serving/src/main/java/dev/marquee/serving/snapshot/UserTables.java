package dev.marquee.serving.snapshot;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.Arrays;
import java.util.List;
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

  private ParquetTable read(Table table, String... columns) {
    return ParquetTable.read(snapshot, table, hadoop, columns);
  }

  /** The users that the model was trained on, with their vectors. */
  record Factors(Ids ids, DenseVectors gmf, DenseVectors mlp) {}

  /** The users' vectors. */
  Factors factors() {
    Tables.UserFactors names = Tables.USER_FACTORS;
    ParquetTable table = read(names, names.userId, names.gmf, names.mlp);
    Ids ids = Keys.distinct(table.longs(names.userId));
    int[] places = Keys.onePerRow(ids, table.longs(names.userId), table, names.userId);
    return new Factors(
        ids,
        Keys.vectors(table, names.gmf, places, ids.size()),
        Keys.vectorsOrNone(table, names.mlp, places, ids.size()));
  }

  /** The nightly lists. */
  UserLists nightly(Supplier<Movies> catalogue) {
    Tables.Recommendations names = Tables.RECOMMENDATIONS;
    ParquetTable table = read(names, names.userId, names.rank, names.movieId, names.score);
    Movies movies = catalogue.get();
    long[] userIds = table.longs(names.userId);
    Ids ids = Keys.distinct(userIds);
    return new UserLists(
        ids,
        Keys.rankedLists(
            table,
            Keys.rows(ids, userIds, table, names.userId),
            ids.size(),
            table.ints(names.rank),
            Keys.rows(movies.ids(), table.longs(names.movieId), table, names.movieId),
            table.floats(names.score)));
  }

  /** The users' ratings, each user's oldest first as the table has them. */
  UserHistories histories(Supplier<Movies> catalogue) {
    Tables.UserHistories names = Tables.USER_HISTORIES;
    ParquetTable table = read(names, names.userId, names.movieIds, names.ratings, names.timestamps);
    Movies movies = catalogue.get();
    long[] userIds = table.longs(names.userId);
    Ids ids = Keys.distinct(userIds);
    int[] places = Keys.onePerRow(ids, userIds, table, names.userId);
    int[] offsets = table.offsets(names.movieIds);
    for (String column : List.of(names.ratings, names.timestamps)) {
      if (!Arrays.equals(offsets, table.offsets(column))) {
        throw table.fault(column, "not as long as movieIds in every row");
      }
    }
    int[] rated = Keys.rows(movies.ids(), table.longs(names.movieIds), table, names.movieIds);
    float[] ratings = table.floats(names.ratings);
    long[] timestamps = table.longs(names.timestamps);
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
