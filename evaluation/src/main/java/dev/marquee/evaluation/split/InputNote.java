package dev.marquee.evaluation.split;

/**
 * Something in the input that was left out or used otherwise than a reader may think.
 *
 * @param file the file
 * @param kind what it is about, in words, the same for all rows of one kind
 * @param rows how many rows, users or movies
 * @param example the first of them, with its line where it has one
 */
public record InputNote(String file, String kind, int rows, String example) {
  @Override
  public String toString() {
    return "%s: %d x %s, first: %s".formatted(file, rows, kind, example);
  }
}
