package dev.marquee.serving.snapshot;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Reads the tables with one row, or one list, a user, and the model's layers. */
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
        Keys.vectors(table, names.mlp, places, ids.size()));
  }

  /** The model's layers by position. */
  List<NcfLayer> layers() {
    Tables.NcfLayers names = Tables.NCF_LAYERS;
    ParquetTable table =
        read(names, names.columns().stream().map(column -> column.name()).toArray(String[]::new));
    int[] positions = table.ints(names.position);
    int[] residuals = table.ints(names.residualFrom);
    int[] weightOffsets = table.offsets(names.weights);
    int[] biasOffsets = table.offsets(names.bias);
    float[] weights = table.floats(names.weights);
    float[] biases = table.floats(names.bias);
    List<Integer> order =
        IntStream.range(0, positions.length)
            .boxed()
            .sorted(Comparator.comparingInt(row -> positions[row]))
            .toList();
    List<NcfLayer> layers = new ArrayList<>();
    for (int row : order) {
      if (positions[row] != layers.size()) {
        throw table.fault(
            names.position,
            "%d, expected %d: positions run from 0".formatted(positions[row], layers.size()));
      }
      layers.add(
          MovieTables.checked(
              table,
              () ->
                  new NcfLayer(
                      table.strings(names.name)[row],
                      table.ints(names.inputSize)[row],
                      table.ints(names.outputSize)[row],
                      Arrays.copyOfRange(weights, weightOffsets[row], weightOffsets[row + 1]),
                      Arrays.copyOfRange(biases, biasOffsets[row], biasOffsets[row + 1]),
                      table.strings(names.activation)[row],
                      residuals[row] == Integer.MIN_VALUE
                          ? OptionalInt.empty()
                          : OptionalInt.of(residuals[row]))));
    }
    return layers;
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
