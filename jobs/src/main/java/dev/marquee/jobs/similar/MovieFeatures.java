package dev.marquee.jobs.similar;

import java.io.Serializable;

/** What similarity needs of one movie, on its way into a {@link MovieBlock}. */
final class MovieFeatures implements Serializable {
  private static final long serialVersionUID = 1L;

  final long movieId;

  /** Unit vector. */
  final float[] embedding;

  /** Ascending; empty for a movie without terms. */
  final int[] termIndices;

  /** Unit vector, aligned with {@link #termIndices}. */
  final float[] termWeights;

  /** One bit a genre of the catalogue. */
  final long[] genres;

  MovieFeatures(
      long movieId, float[] embedding, int[] termIndices, float[] termWeights, long[] genres) {
    this.movieId = movieId;
    this.embedding = embedding;
    this.termIndices = termIndices;
    this.termWeights = termWeights;
    this.genres = genres;
  }
}
