package dev.marquee.jobs.ncf;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import dev.marquee.data.Tables;
import dev.marquee.jobs.linear.ContentFeatures;
import dev.marquee.jobs.linear.MovieContent;
import dev.marquee.jobs.linear.SparseMatrix;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of every movie of the catalogue beside ratings.
 *
 * @param movieIds ids, ascending
 * @param movies the content of each
 */
@SuppressWarnings("ArrayRecordComponent") // Sent to the training task, never compared.
record CatalogueContent(long[] movieIds, List<MovieContent> movies) implements Serializable {
  private static final int EMBEDDING_COMPONENTS = 32;
  private static final String REDUCED = "reduced";

  /** Reads the catalogue; the driver holds one row a movie. */
  static CatalogueContent read(StageContext context) {
    Tables.Movies movies = Tables.MOVIES;
    Tables.MovieTfidf tfidf = Tables.MOVIE_TFIDF;
    List<Row> rows =
        context
            .read(movies)
            .join(context.read(tfidf), movies.movieId)
            .join(reduced(context.read(Tables.MOVIE_EMBEDDINGS)), movies.movieId)
            .select(
                movies.movieId, movies.year, movies.genres, tfidf.indices, tfidf.values, REDUCED)
            .orderBy(movies.movieId)
            .collectAsList();
    return new CatalogueContent(
        rows.stream().mapToLong(row -> row.getLong(0)).toArray(),
        rows.stream().map(CatalogueContent::content).toList());
  }

  /** The embeddings' principal components: most of what they say in a tenth of the numbers. */
  private static Dataset<Row> reduced(Dataset<Row> embeddings) {
    Tables.MovieEmbeddings table = Tables.MOVIE_EMBEDDINGS;
    Dataset<Row> vectors =
        embeddings.select(
            col(table.movieId), array_to_vector(col(table.embedding)).as(table.embedding));
    int length = ((Vector) vectors.select(table.embedding).first().get(0)).size();
    return new PCA()
        .setInputCol(table.embedding)
        .setOutputCol(REDUCED)
        .setK(Math.min(EMBEDDING_COMPONENTS, length))
        .fit(vectors)
        .transform(vectors)
        .select(table.movieId, REDUCED);
  }

  private static MovieContent content(Row row) {
    double[] components = ((Vector) row.get(5)).toArray();
    return new MovieContent(
        row.<Integer>getList(3).stream().mapToInt(Integer::intValue).toArray(),
        floats(row.<Float>getList(4).stream().mapToDouble(Float::doubleValue).toArray()),
        floats(components),
        row.getList(2),
        row.isNullAt(1) ? 0 : row.getInt(1));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** One row of features a movie. */
  SparseMatrix features() {
    return ContentFeatures.of(movies);
  }
}
