package dev.marquee.jobs.ncf;

import dev.marquee.data.Tables;
import dev.marquee.jobs.linear.ContentFeatures;
import dev.marquee.jobs.linear.MovieContent;
import dev.marquee.jobs.linear.SparseMatrix;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What is known of every movie of the catalogue beside ratings.
 *
 * @param movieIds ids, ascending
 * @param movies the content of each
 */
@SuppressWarnings("ArrayRecordComponent") // Sent to the training task, never compared.
record CatalogueContent(long[] movieIds, List<MovieContent> movies) implements Serializable {

  /** Reads the catalogue; the driver holds one row a movie. */
  static CatalogueContent read(StageContext context) {
    Tables.Movies movies = Tables.MOVIES;
    Tables.MovieTfidf tfidf = Tables.MOVIE_TFIDF;
    List<Row> rows =
        context
            .read(movies)
            .join(context.read(tfidf), movies.movieId)
            .select(movies.movieId, movies.year, movies.genres, tfidf.indices, tfidf.values)
            .orderBy(movies.movieId)
            .collectAsList();
    return new CatalogueContent(
        rows.stream().mapToLong(row -> row.getLong(0)).toArray(),
        rows.stream().map(CatalogueContent::content).toList());
  }

  private static MovieContent content(Row row) {
    List<Integer> indices = row.getList(3);
    List<Float> values = row.getList(4);
    float[] weights = new float[values.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = values.get(i);
    }
    return new MovieContent(
        indices.stream().mapToInt(Integer::intValue).toArray(),
        weights,
        row.getList(2),
        row.isNullAt(1) ? 0 : row.getInt(1));
  }

  /** One row of features a movie. */
  SparseMatrix features() {
    return ContentFeatures.of(movies);
  }
}
