package dev.marquee.serving.snapshot;

/**
 * Lists of movies with scores, the best first, in compressed rows: the list of row {@code r} lies
 * at {@code offsets[r]} up to {@code offsets[r + 1]}.
 */
public final class RankedLists {
  private final int[] offsets;
  private final int[] movies;
  private final float[] scores;

  /**
   * Takes over the arrays.
   *
   * @param movies rows of movies in {@link Movies}
   * @throws IllegalArgumentException if the offsets do not ascend from 0 to the number of entries
   */
  public RankedLists(int[] offsets, int[] movies, float[] scores) {
    Rows.check(offsets, movies.length);
    if (scores.length != movies.length) {
      throw new IllegalArgumentException(
          "%d scores for %d movies".formatted(scores.length, movies.length));
    }
    this.offsets = offsets;
    this.movies = movies;
    this.scores = scores;
  }

  /** Number of lists. */
  public int rows() {
    return offsets.length - 1;
  }

  /** Where a list begins. */
  public int from(int row) {
    return offsets[row];
  }

  /** Where a list ends, exclusive. */
  public int to(int row) {
    return offsets[row + 1];
  }

  /** The movie's row at a place. */
  public int movie(int place) {
    return movies[place];
  }

  /** The score at a place. */
  public float score(int place) {
    return scores[place];
  }

  long bytes() {
    return 4L * (offsets.length + movies.length + scores.length);
  }
}
