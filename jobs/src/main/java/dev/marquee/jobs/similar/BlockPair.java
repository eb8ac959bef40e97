package dev.marquee.jobs.similar;

import dev.marquee.data.ContentSimilarity;

/**
 * The similarities of all movies of one block with all movies of another, of which only the best
 * are kept. One row of products is held at a time, never the block's whole square.
 */
final class BlockPair {
  private final MovieBlock left;
  private final MovieBlock right;
  private final TopNeighbours ofLeft;
  private final TopNeighbours ofRight;

  /**
   * Scores every pair once, for both sides; a block paired with itself scores each unordered pair
   * of different movies once.
   */
  BlockPair(MovieBlock left, MovieBlock right, ContentSimilarity formula, int topK) {
    this.left = left;
    this.right = right;
    int others = isDiagonal() ? right.size() - 1 : right.size();
    this.ofLeft = new TopNeighbours(left.size(), Math.min(topK, others));
    this.ofRight =
        isDiagonal() ? ofLeft : new TopNeighbours(right.size(), Math.min(topK, left.size()));
    score(formula);
  }

  /** Whether both sides are the same block. */
  boolean isDiagonal() {
    return left.id == right.id;
  }

  /** Neighbours of the left movies among the right ones. */
  NeighbourLists ofLeft() {
    return ofLeft.ranked(left, right);
  }

  /** Neighbours of the right movies among the left ones; not for a block paired with itself. */
  NeighbourLists ofRight() {
    return ofRight.ranked(right, left);
  }

  private void score(ContentSimilarity formula) {
    DotProducts products = new DotProducts(right);
    float[] embeddingCosines = new float[right.size()];
    float[] tfidfCosines = new float[right.size()];
    for (int row = 0; row < left.size(); row++) {
      products.dense(left, row, embeddingCosines);
      products.sparse(left, row, tfidfCosines);
      for (int other = isDiagonal() ? row + 1 : 0; other < right.size(); other++) {
        // Rounding takes products of unit vectors a little past 1.
        float embedding = Math.max(-1f, Math.min(1f, embeddingCosines[other]));
        float tfidf = Math.max(-1f, Math.min(1f, tfidfCosines[other]));
        float score = formula.score(embedding, tfidf, left.sharesGenre(row, right, other));
        ofLeft.offer(row, other, score, embedding, tfidf);
        ofRight.offer(other, row, score, embedding, tfidf);
      }
    }
  }
}
