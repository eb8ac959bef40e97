package dev.marquee.jobs.similar;

/**
 * The best candidates of every movie of a block, one bounded heap a movie, all heaps in three
 * arrays. A higher score is better; of equal scores, the candidate with the smaller index.
 */
final class TopNeighbours {
  private final int width;
  private final int[] counts;

  /** Score in the upper half, inverted candidate index in the lower: a larger key is better. */
  private final long[] keys;

  private final float[] embeddingCosines;
  private final float[] tfidfCosines;

  /** Empty heaps of at most {@code width} candidates each. */
  TopNeighbours(int rows, int width) {
    this.width = width;
    this.counts = new int[rows];
    this.keys = new long[Math.multiplyExact(rows, width)];
    this.embeddingCosines = new float[keys.length];
    this.tfidfCosines = new float[keys.length];
  }

  /** Keeps the candidate if it is among the best {@code width} of the row so far. */
  void offer(int row, int candidate, float score, float embeddingCosine, float tfidfCosine) {
    long key = key(score, candidate);
    int root = row * width;
    int count = counts[row];
    if (count < width) {
      counts[row] = count + 1;
      siftUp(root, count, key, embeddingCosine, tfidfCosine);
    } else if (key > keys[root]) {
      siftDown(root, width, key, embeddingCosine, tfidfCosine);
    }
  }

  /**
   * The lists in rank order; {@code block}'s movies are the rows, {@code candidates} the others.
   */
  NeighbourLists ranked(MovieBlock block, MovieBlock candidates) {
    NeighbourLists lists = new NeighbourLists(block.movieIds, width);
    for (int row = 0; row < counts.length; row++) {
      int root = row * width;
      int count = counts[row];
      lists.counts[row] = count;
      for (int last = count - 1; last >= 0; last--) {
        int candidate = candidate(keys[root]);
        lists.neighbourIds[root + last] = candidates.movieIds[candidate];
        lists.scores[root + last] = score(keys[root]);
        lists.embeddingCosines[root + last] = embeddingCosines[root];
        lists.tfidfCosines[root + last] = tfidfCosines[root];
        lists.sharedGenres[root + last] = block.sharesGenre(row, candidates, candidate);
        int end = root + last;
        siftDown(root, last, keys[end], embeddingCosines[end], tfidfCosines[end]);
      }
    }
    return lists;
  }

  private void siftUp(int root, int position, long key, float embedding, float tfidf) {
    int hole = position;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (keys[root + parent] <= key) {
        break;
      }
      move(root + parent, root + hole);
      hole = parent;
    }
    put(root + hole, key, embedding, tfidf);
  }

  private void siftDown(int root, int count, long key, float embedding, float tfidf) {
    int hole = 0;
    for (int child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && keys[root + child + 1] < keys[root + child]) {
        child++;
      }
      if (keys[root + child] >= key) {
        break;
      }
      move(root + child, root + hole);
      hole = child;
    }
    put(root + hole, key, embedding, tfidf);
  }

  private void move(int from, int to) {
    put(to, keys[from], embeddingCosines[from], tfidfCosines[from]);
  }

  private void put(int position, long key, float embedding, float tfidf) {
    keys[position] = key;
    embeddingCosines[position] = embedding;
    tfidfCosines[position] = tfidf;
  }

  /** Floats as integers of the same order: the bits below the sign of a negative are inverted. */
  private static long key(float score, int candidate) {
    // Adding 0 makes -0 and 0 one score.
    int bits = Float.floatToIntBits(score + 0f);
    long ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return (ordered << 32) | (~candidate & 0xFFFF_FFFFL);
  }

  private static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }

  private static int candidate(long key) {
    return ~(int) key;
  }
}
