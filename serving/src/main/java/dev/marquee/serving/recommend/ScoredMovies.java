package dev.marquee.serving.recommend;

/**
 * Movies in the order of their scores.
 *
 * @param movies rows, the best score first, of equal ones by ascending row; do not modify
 * @param scores aligned; do not modify
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ScoredMovies(int[] movies, float[] scores) {

  /**
   * Puts movies in order.
   *
   * @param candidates by ascending row
   * @param candidateScores aligned
   */
  static ScoredMovies ordered(int[] candidates, float[] candidateScores) {
    int[] order = Order.descending(candidateScores);
    int[] movies = new int[order.length];
    float[] scores = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      movies[i] = candidates[order[i]];
      scores[i] = candidateScores[order[i]];
    }
    return new ScoredMovies(movies, scores);
  }
}
