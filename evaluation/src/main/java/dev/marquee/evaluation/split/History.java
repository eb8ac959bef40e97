package dev.marquee.evaluation.split;

/**
 * What is known of one user when a list is asked for, oldest first. Arrays of equal length; readers
 * leave them as they are.
 *
 * @param movies movie rows
 * @param ratings in stars
 * @param timestamps in seconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; it is read in inner loops.
public record History(int[] movies, float[] ratings, long[] timestamps) {
  /** Refuses arrays of different lengths. */
  public History {
    if (ratings.length != movies.length || timestamps.length != movies.length) {
      throw new IllegalArgumentException(
          "%d movies, %d ratings, %d timestamps, expected equal numbers"
              .formatted(movies.length, ratings.length, timestamps.length));
    }
  }

  /** Number of known ratings. */
  public int size() {
    return movies.length;
  }
}
