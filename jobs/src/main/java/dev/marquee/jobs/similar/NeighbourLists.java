package dev.marquee.jobs.similar;

import java.io.Serializable;

/**
 * Ranked neighbours of every movie of one block, found in some of the blocks. Row r's list occupies
 * {@code [r * width, r * width + counts[r])} of each array: score descending, then movie id
 * ascending.
 */
final class NeighbourLists implements Serializable {
  private static final long serialVersionUID = 1L;

  final long[] movieIds;
  final int width;
  final int[] counts;
  final long[] neighbourIds;
  final float[] scores;
  final float[] embeddingCosines;
  final float[] tfidfCosines;
  final boolean[] sharedGenres;

  /** Empty lists with room for {@code width} neighbours each. */
  NeighbourLists(long[] movieIds, int width) {
    int room = Math.multiplyExact(movieIds.length, width);
    this.movieIds = movieIds;
    this.width = width;
    this.counts = new int[movieIds.length];
    this.neighbourIds = new long[room];
    this.scores = new float[room];
    this.embeddingCosines = new float[room];
    this.tfidfCosines = new float[room];
    this.sharedGenres = new boolean[room];
  }

  /** The best {@code topK} of both; the two hold different neighbours of the same movies. */
  NeighbourLists merge(NeighbourLists other, int topK) {
    NeighbourLists merged =
        new NeighbourLists(movieIds, (int) Math.min(topK, (long) width + other.width));
    for (int row = 0; row < movieIds.length; row++) {
      int mine = row * width;
      int mineEnd = mine + counts[row];
      int theirs = row * other.width;
      int theirsEnd = theirs + other.counts[row];
      int start = row * merged.width;
      int next = start;
      while (next < start + merged.width && (mine < mineEnd || theirs < theirsEnd)) {
        boolean fromMine =
            theirs == theirsEnd || (mine < mineEnd && ranksBefore(mine, other, theirs));
        merged.copy(next++, fromMine ? this : other, fromMine ? mine++ : theirs++);
      }
      merged.counts[row] = next - start;
    }
    return merged;
  }

  private boolean ranksBefore(int position, NeighbourLists other, int otherPosition) {
    float score = scores[position];
    float otherScore = other.scores[otherPosition];
    return score > otherScore
        || (score == otherScore && neighbourIds[position] < other.neighbourIds[otherPosition]);
  }

  private void copy(int to, NeighbourLists source, int from) {
    neighbourIds[to] = source.neighbourIds[from];
    scores[to] = source.scores[from];
    embeddingCosines[to] = source.embeddingCosines[from];
    tfidfCosines[to] = source.tfidfCosines[from];
    sharedGenres[to] = source.sharedGenres[from];
  }
}
