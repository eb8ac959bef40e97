package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.SparseVectors;

/** Products of the movies' TF-IDF vectors, with each other and with vectors that have all terms. */
final class Terms {
  private final int[] offsets;
  private final int[] indices;
  private final float[] values;
  private final int columns;

  Terms(SparseVectors tfidf) {
    offsets = tfidf.offsets();
    indices = tfidf.indices();
    values = tfidf.values();
    columns = tfidf.columns();
  }

  /** A vector with all terms, all 0. */
  float[] zeros() {
    return new float[columns];
  }

  /** Sets a vector's values at a movie's terms to those of the movie, times a factor. */
  void set(int movie, float scale, float[] vector) {
    for (int i = offsets[movie], end = offsets[movie + 1]; i < end; i++) {
      vector[indices[i]] = scale * values[i];
    }
  }

  /** Adds a movie's vector times a weight. */
  void add(int movie, float weight, float[] vector) {
    for (int i = offsets[movie], end = offsets[movie + 1]; i < end; i++) {
      vector[indices[i]] += weight * values[i];
    }
  }

  /** The product of a movie's vector with another one. */
  float product(int movie, float[] vector) {
    float sum = 0;
    for (int i = offsets[movie], end = offsets[movie + 1]; i < end; i++) {
      sum += values[i] * vector[indices[i]];
    }
    return sum;
  }

  /** The cosine of two movies. */
  float cosine(int movie, int other) {
    int i = offsets[movie];
    int j = offsets[other];
    int endOfMovie = offsets[movie + 1];
    int endOfOther = offsets[other + 1];
    float sum = 0;
    while (i < endOfMovie && j < endOfOther) {
      if (indices[i] == indices[j]) {
        sum += values[i++] * values[j++];
      } else if (indices[i] < indices[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
