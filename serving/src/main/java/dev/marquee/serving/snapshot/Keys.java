package dev.marquee.serving.snapshot;

import java.util.Arrays;

/** Brings the rows of a table, which come in any order, into the order of their ids. */
final class Keys {
  private Keys() {}

  /** The different ids, ascending. */
  static Ids distinct(long[] ids) {
    long[] sorted = ids.clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    return new Ids(Arrays.copyOf(sorted, count));
  }

  /** The row of each id; one that is unknown is an error. */
  static int[] rows(Ids known, long[] ids, ParquetTable table, String column) {
    int[] rows = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      rows[i] = known.rowOf(ids[i]);
      if (rows[i] < 0) {
        throw table.fault(column, "%d is unknown, expected a movie of movies".formatted(ids[i]));
      }
    }
    return rows;
  }

  /** The row of each id; one that is unknown, twice there or missing is an error. */
  static int[] onePerRow(Ids known, long[] ids, ParquetTable table, String column) {
    int[] rows = rows(known, ids, table, column);
    boolean[] found = new boolean[known.size()];
    for (int i = 0; i < rows.length; i++) {
      if (found[rows[i]]) {
        throw table.fault(column, "%d has more than one row".formatted(ids[i]));
      }
      found[rows[i]] = true;
    }
    for (int row = 0; row < found.length; row++) {
      if (!found[row]) {
        throw table.fault(column, "%d of movies has no row".formatted(known.at(row)));
      }
    }
    return rows;
  }

  /** Whether values are in the order of their rows already, as the nightly job writes most. */
  static boolean areInOrder(int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** Values in the order of their rows. */
  static float[] sorted(float[] values, int[] rows) {
    float[] sorted = new float[values.length];
    for (int i = 0; i < rows.length; i++) {
      sorted[rows[i]] = values[i];
    }
    return sorted;
  }

  /** Offsets of lists once they are in the order of their rows. */
  static int[] sortedOffsets(int[] offsets, int[] rows) {
    int[] sorted = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      sorted[rows[i] + 1] = offsets[i + 1] - offsets[i];
    }
    for (int row = 0; row < rows.length; row++) {
      sorted[row + 1] += sorted[row];
    }
    return sorted;
  }

  /**
   * A column of vectors in the order of their rows; an empty one or another length than the first's
   * is an error.
   */
  static DenseVectors vectors(ParquetTable table, String column, int[] rows, int size) {
    DenseVectors vectors = vectorsOrNone(table, column, rows, size);
    if (rows.length > 0 && vectors.dimension() == 0) {
      throw table.fault(column, "vector of row 0 has length 0, expected 1 or more");
    }
    return vectors;
  }

  /** The same, but all of them may be empty. */
  static DenseVectors vectorsOrNone(ParquetTable table, String column, int[] rows, int size) {
    int[] offsets = table.offsets(column);
    float[] values = table.floats(column);
    int dimension = rows.length == 0 ? 0 : offsets[1];
    for (int i = 0; i < rows.length; i++) {
      int length = offsets[i + 1] - offsets[i];
      if (length != dimension) {
        throw table.fault(
            column, "vector of row %d has length %d, expected %d".formatted(i, length, dimension));
      }
    }
    if (areInOrder(rows)) {
      // As they are: large tables fit into memory once, not twice.
      return new DenseVectors(values, size, dimension);
    }
    float[] sorted = new float[Math.multiplyExact(size, dimension)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, offsets[i], sorted, rows[i] * dimension, dimension);
    }
    return new DenseVectors(sorted, size, dimension);
  }

  /** Lists by rank from rows of key, rank, movie and score; ranks are 1 to n for each key. */
  static RankedLists rankedLists(
      ParquetTable table, Runs runs, Ids keys, int[] ranks, int[] movies, float[] scores) {
    int[] offsets = new int[keys.size() + 1];
    int[] rows = new int[runs.ids().length];
    for (int run = 0; run < rows.length; run++) {
      rows[run] = keys.rowOf(runs.ids()[run]);
      offsets[rows[run] + 1] += runs.offsets()[run + 1] - runs.offsets()[run];
    }
    for (int row = 0; row < keys.size(); row++) {
      offsets[row + 1] += offsets[row];
    }
    int[] sortedMovies = new int[movies.length];
    Arrays.fill(sortedMovies, -1);
    float[] sortedScores = new float[scores.length];
    for (int run = 0; run < rows.length; run++) {
      int first = offsets[rows[run]];
      int length = offsets[rows[run] + 1] - first;
      for (int i = runs.offsets()[run]; i < runs.offsets()[run + 1]; i++) {
        int place = first + ranks[i] - 1;
        if (ranks[i] < 1 || ranks[i] > length || sortedMovies[place] >= 0) {
          throw table.fault(
              "rank", "%d in a list of %d, expected each rank once".formatted(ranks[i], length));
        }
        sortedMovies[place] = movies[i];
        sortedScores[place] = scores[i];
      }
    }
    return new RankedLists(offsets, sortedMovies, sortedScores);
  }
}
