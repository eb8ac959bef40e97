package dev.marquee.evaluation.metrics;

/** A figure that describes a list itself, whether or not its movies are relevant. */
@FunctionalInterface
public interface ListFigure {
  /**
   * The value of one list.
   *
   * @param user user row of the split
   * @param movies movie rows, best first
   * @return the value, or NaN where the list has none, such as the distance within one movie
   */
  double of(int user, int[] movies);
}
