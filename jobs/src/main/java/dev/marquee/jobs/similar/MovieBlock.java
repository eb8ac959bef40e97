package dev.marquee.jobs.similar;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Some movies of the catalogue as packed matrices, movie ids ascending: dense embeddings, sparse
 * TF-IDF rows (CSR) and genres as bits. Immutable by convention; the arrays are not copied.
 */
final class MovieBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  final int id;
  final long[] movieIds;

  /** Length of an embedding. */
  final int dimensions;

  /** Row-major [size][dimensions]. */
  final float[] embeddings;

  /** Row r's terms are {@code [termStarts[r], termStarts[r + 1])}. */
  final int[] termStarts;

  final int[] termIndices;
  final float[] termWeights;

  /** One past the largest term index of the block. */
  final int termLimit;

  private final int genreWords;
  private final long[] genres;

  /**
   * Packs the movies.
   *
   * @param id the block's number
   * @param movies in any order; all with embeddings of one length and equally many genre words
   */
  MovieBlock(int id, List<MovieFeatures> movies) {
    List<MovieFeatures> sorted =
        movies.stream().sorted((a, b) -> Long.compare(a.movieId, b.movieId)).toList();
    int size = sorted.size();
    this.id = id;
    this.movieIds = sorted.stream().mapToLong(movie -> movie.movieId).toArray();
    this.dimensions = size == 0 ? 0 : sorted.get(0).embedding.length;
    this.genreWords = size == 0 ? 0 : sorted.get(0).genres.length;
    this.embeddings = new float[size * dimensions];
    this.genres = new long[size * genreWords];
    this.termStarts = new int[size + 1];
    for (int row = 0; row < size; row++) {
      MovieFeatures movie = sorted.get(row);
      System.arraycopy(movie.embedding, 0, embeddings, row * dimensions, dimensions);
      System.arraycopy(movie.genres, 0, genres, row * genreWords, genreWords);
      termStarts[row + 1] = termStarts[row] + movie.termIndices.length;
    }
    this.termIndices = new int[termStarts[size]];
    this.termWeights = new float[termStarts[size]];
    for (int row = 0; row < size; row++) {
      MovieFeatures movie = sorted.get(row);
      int length = movie.termIndices.length;
      System.arraycopy(movie.termIndices, 0, termIndices, termStarts[row], length);
      System.arraycopy(movie.termWeights, 0, termWeights, termStarts[row], length);
    }
    this.termLimit = Arrays.stream(termIndices).max().orElse(-1) + 1;
  }

  int size() {
    return movieIds.length;
  }

  /** Whether this block's movie {@code row} and {@code other}'s {@code otherRow} share a genre. */
  boolean sharesGenre(int row, MovieBlock other, int otherRow) {
    int mine = row * genreWords;
    int theirs = otherRow * genreWords;
    for (int word = 0; word < genreWords; word++) {
      if ((genres[mine + word] & other.genres[theirs + word]) != 0) {
        return true;
      }
    }
    return false;
  }
}
