package dev.marquee.jobs.similar;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A movie of a test with its vectors; a null vector leaves its row out. */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; packed as they are.
record Movie(long movieId, List<String> genres, float[] embedding, int[] terms, float[] weights) {

  /** Rows of {@code movies}. */
  static Dataset<Row> movies(List<Movie> movies) {
    return table(
        Tables.MOVIES,
        movies,
        movie ->
            RowFactory.create(
                movie.movieId, "title", null, movie.genres.toArray(), null, null, null));
  }

  /** Rows of {@code movie_embeddings}. */
  static Dataset<Row> embeddings(List<Movie> movies) {
    return table(
        Tables.MOVIE_EMBEDDINGS,
        movies,
        movie ->
            movie.embedding == null
                ? null
                : RowFactory.create(movie.movieId, "hash", ArrayUtils.toObject(movie.embedding)));
  }

  /** Rows of {@code movie_tfidf}. */
  static Dataset<Row> tfidf(List<Movie> movies) {
    return table(
        Tables.MOVIE_TFIDF,
        movies,
        movie ->
            movie.terms == null
                ? null
                : RowFactory.create(
                    movie.movieId,
                    ArrayUtils.toObject(movie.terms),
                    ArrayUtils.toObject(movie.weights)));
  }

  /** The result of the blocked product in the order of movies and ranks. */
  static List<Similar> topK(
      List<Movie> movies, ContentSimilarity formula, int topK, int blockSize) {
    try (MovieBlocks blocks =
        MovieBlocks.of(movies(movies), embeddings(movies), tfidf(movies), blockSize)) {
      return SimilarMovies.topK(LocalSpark.session(), blocks, formula, topK)
          .orderBy(Tables.SIMILAR_MOVIES.movieId, Tables.SIMILAR_MOVIES.rank)
          .collectAsList()
          .stream()
          .map(Similar::of)
          .toList();
    }
  }

  private static Dataset<Row> table(Table table, List<Movie> movies, Function<Movie, Row> row) {
    SparkSession spark = LocalSpark.session();
    List<Row> rows = movies.stream().map(row).filter(Objects::nonNull).toList();
    return spark.createDataFrame(rows, SparkSchemas.of(table));
  }
}
