package dev.marquee.jobs.similar;

import java.util.Arrays;

/**
 * Dot products of single movies with all movies of one block. The block's matrices are turned once,
 * so that the inner loops run along contiguous memory and the compiler can use vector instructions.
 *
 * <p>A sum is always taken in the order of dimensions or terms, so a product does not depend on the
 * blocks that the two movies lie in, nor on which of them comes first: equal bits in every layout.
 */
final class DotProducts {
  private final int size;
  private final int dimensions;

  /** [dimensions][size]. */
  private final float[] columns;

  /** The movies that have term t are {@code [postingStarts[t], postingStarts[t + 1])}. */
  private final int[] postingStarts;

  private final int[] postingRows;
  private final float[] postingWeights;

  /** Turns the matrices of {@code block}; takes as much memory as the block itself. */
  DotProducts(MovieBlock block) {
    this.size = block.size();
    this.dimensions = block.dimensions;
    this.columns = new float[size * dimensions];
    for (int row = 0; row < size; row++) {
      for (int d = 0; d < dimensions; d++) {
        columns[d * size + row] = block.embeddings[row * dimensions + d];
      }
    }
    this.postingStarts = new int[block.termLimit + 1];
    for (int term : block.termIndices) {
      postingStarts[term + 1]++;
    }
    Arrays.parallelPrefix(postingStarts, Integer::sum);
    this.postingRows = new int[block.termIndices.length];
    this.postingWeights = new float[block.termIndices.length];
    int[] next = postingStarts.clone();
    for (int row = 0; row < size; row++) {
      for (int i = block.termStarts[row]; i < block.termStarts[row + 1]; i++) {
        int position = next[block.termIndices[i]]++;
        postingRows[position] = row;
        postingWeights[position] = block.termWeights[i];
      }
    }
  }

  /**
   * Embedding cosines of movie {@code row} of {@code left} with every movie of the block.
   *
   * @param products filled, at least as long as the block
   */
  void dense(MovieBlock left, int row, float[] products) {
    float[] values = left.embeddings;
    int start = row * dimensions;
    Arrays.fill(products, 0, size, 0f);
    int d = 0;
    // Four dimensions a pass: one read and write of the products for four multiplications.
    for (; d + 3 < dimensions; d += 4) {
      float a = values[start + d];
      float b = values[start + d + 1];
      float c = values[start + d + 2];
      float e = values[start + d + 3];
      int first = d * size;
      int second = first + size;
      int third = second + size;
      int fourth = third + size;
      for (int i = 0; i < size; i++) {
        products[i] +=
            a * columns[first + i]
                + b * columns[second + i]
                + c * columns[third + i]
                + e * columns[fourth + i];
      }
    }
    for (; d < dimensions; d++) {
      float a = values[start + d];
      int first = d * size;
      for (int i = 0; i < size; i++) {
        products[i] += a * columns[first + i];
      }
    }
  }

  /**
   * TF-IDF cosines of movie {@code row} of {@code left} with every movie of the block.
   *
   * @param products filled, at least as long as the block
   */
  void sparse(MovieBlock left, int row, float[] products) {
    Arrays.fill(products, 0, size, 0f);
    for (int i = left.termStarts[row]; i < left.termStarts[row + 1]; i++) {
      int term = left.termIndices[i];
      if (term + 1 >= postingStarts.length) {
        // Terms ascend: the block has none of the rest.
        return;
      }
      float weight = left.termWeights[i];
      for (int p = postingStarts[term]; p < postingStarts[term + 1]; p++) {
        products[postingRows[p]] += weight * postingWeights[p];
      }
    }
  }
}
