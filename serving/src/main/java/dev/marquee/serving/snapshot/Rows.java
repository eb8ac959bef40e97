package dev.marquee.serving.snapshot;

/** Checks of compressed rows. */
final class Rows {
  private Rows() {}

  /** Refuses offsets that do not ascend from 0 to the number of entries. */
  static void check(int[] offsets, int entries) {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != entries) {
      throw new IllegalArgumentException(
          "offsets expected to run from 0 to the %d entries".formatted(entries));
    }
    for (int row = 1; row < offsets.length; row++) {
      if (offsets[row] < offsets[row - 1]) {
        throw new IllegalArgumentException("offsets of row %d descend".formatted(row - 1));
      }
    }
  }
}
