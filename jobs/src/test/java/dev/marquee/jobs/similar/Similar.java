package dev.marquee.jobs.similar;

import org.apache.spark.sql.Row;

/** A row of {@code similar_movies}. */
record Similar(
    long movieId,
    int rank,
    long similarMovieId,
    float score,
    float embeddingCosine,
    float tfidfCosine,
    float genreBoost) {

  static Similar of(Row row) {
    return new Similar(
        row.getLong(0),
        row.getInt(1),
        row.getLong(2),
        row.getFloat(3),
        row.getFloat(4),
        row.getFloat(5),
        row.getFloat(6));
  }

  Similar withRank(int rank) {
    return new Similar(
        movieId, rank, similarMovieId, score, embeddingCosine, tfidfCosine, genreBoost);
  }
}
