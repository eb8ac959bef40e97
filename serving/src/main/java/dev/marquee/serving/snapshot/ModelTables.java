package dev.marquee.serving.snapshot;

import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Reads the parts of the NCF model that belong to no user and no movie. */
final class ModelTables {
  private final SnapshotDirectory snapshot;
  private final Configuration hadoop;

  ModelTables(SnapshotDirectory snapshot, Configuration hadoop) {
    this.snapshot = snapshot;
    this.hadoop = hadoop;
  }

  /** All columns of a table. */
  private ParquetTable read(Table table) {
    return ParquetTable.read(
        snapshot,
        table,
        hadoop,
        table.columns().stream().map(column -> column.name()).toArray(String[]::new));
  }

  /** The dense layers by position. */
  List<NcfLayer> layers() {
    Tables.NcfLayers names = Tables.NCF_LAYERS;
    ParquetTable table = read(names);
    int[] residuals = table.ints(names.residualFrom);
    return byPosition(
        table,
        names.position,
        row ->
            new NcfLayer(
                table.strings(names.name)[row],
                table.ints(names.inputSize)[row],
                table.ints(names.outputSize)[row],
                array(table, names.weights, row),
                array(table, names.bias, row),
                table.strings(names.activation)[row],
                residuals[row] == Integer.MIN_VALUE
                    ? OptionalInt.empty()
                    : OptionalInt.of(residuals[row])));
  }

  /** How histories are pooled, the blocks by position. */
  HistoryPooling pooling() {
    Tables.NcfPooling names = Tables.NCF_POOLING;
    ParquetTable table = read(names);
    return new HistoryPooling(
        byPosition(
            table,
            names.position,
            row ->
                new PoolingBlock(
                    table.strings(names.name)[row],
                    table.ints(names.size)[row],
                    table.floats(names.recencyFloor)[row],
                    table.floats(names.recencyScale)[row],
                    table.floats(names.ratingSlope)[row],
                    table.floats(names.neutralRating)[row],
                    table.ints(names.heads)[row],
                    array(table, names.queries, row),
                    array(table, names.shrinkage, row),
                    array(table, names.base, row))));
  }

  private static float[] array(ParquetTable table, String column, int row) {
    int[] offsets = table.offsets(column);
    return Arrays.copyOfRange(table.floats(column), offsets[row], offsets[row + 1]);
  }

  private static <T> List<T> byPosition(ParquetTable table, String position, IntFunction<T> part) {
    int[] positions = table.ints(position);
    List<Integer> order =
        IntStream.range(0, positions.length)
            .boxed()
            .sorted(Comparator.comparingInt(row -> positions[row]))
            .toList();
    List<T> parts = new ArrayList<>();
    for (int row : order) {
      if (positions[row] != parts.size()) {
        throw table.fault(
            position,
            "%d, expected %d: positions run from 0".formatted(positions[row], parts.size()));
      }
      parts.add(MovieTables.checked(table, () -> part.apply(row)));
    }
    return parts;
  }
}
