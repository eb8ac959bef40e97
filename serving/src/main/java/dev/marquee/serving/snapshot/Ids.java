package dev.marquee.serving.snapshot;

import java.util.Arrays;

/** Ids in ascending order; an id's place is its row in all tables that belong to it. */
public final class Ids {
  private final long[] ascending;

  /**
   * Takes over the array.
   *
   * @throws IllegalArgumentException if the ids are not strictly ascending
   */
  public Ids(long[] ascending) {
    for (int i = 1; i < ascending.length; i++) {
      if (ascending[i - 1] >= ascending[i]) {
        throw new IllegalArgumentException(
            "id %d follows %d, expected ascending ids without repetition"
                .formatted(ascending[i], ascending[i - 1]));
      }
    }
    this.ascending = ascending;
  }

  /** How many ids there are. */
  public int size() {
    return ascending.length;
  }

  /** The id at a row. */
  public long at(int row) {
    return ascending[row];
  }

  /** The row of an id, negative if it is unknown. */
  public int rowOf(long id) {
    return Arrays.binarySearch(ascending, id);
  }

  /** Whether the id is known. */
  public boolean contains(long id) {
    return rowOf(id) >= 0;
  }

  long bytes() {
    return (long) Long.BYTES * ascending.length;
  }
}
