package dev.marquee.jobs.encoder;

import dev.marquee.data.Tables;
import dev.marquee.jobs.config.TfidfConfig;
import dev.marquee.jobs.encoder.CatalogueMovie.Field;
import dev.marquee.jobs.pipeline.SparkSchemas;
import dev.marquee.jobs.tfidf.MovieTexts;
import dev.marquee.jobs.tfidf.TfidfPipeline;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** What the tfidf stage makes of the same movies in the same view. */
final class TfidfNeighbours {
  private TfidfNeighbours() {}

  /** The cosine of the movies' TF-IDF vectors. */
  static NeighbourQuality.Similarity of(
      SparkSession spark, TfidfConfig config, List<CatalogueMovie> movies, TextView view) {
    Dataset<Row> texts =
        MovieTexts.compose(
                rows(spark, movies, view), tags(spark, movies, view), config.maxTagWeight())
            .persist();
    try {
      PipelineModel model = TfidfPipeline.fit(texts, config);
      int terms = TfidfPipeline.vocabularySize(model);
      float[][] vectors = new float[movies.size()][terms];
      for (Row row : TfidfPipeline.vectors(model, texts).collectAsList()) {
        List<Integer> indices = row.getList(1);
        List<Float> values = row.getList(2);
        for (int i = 0; i < indices.size(); i++) {
          vectors[(int) row.getLong(0)][indices.get(i)] = values.get(i);
        }
      }
      return NeighbourQuality.cosine(vectors);
    } finally {
      texts.unpersist();
    }
  }

  private static Dataset<Row> rows(SparkSession spark, List<CatalogueMovie> movies, TextView view) {
    List<Row> rows = new ArrayList<>();
    for (CatalogueMovie movie : movies) {
      boolean titled = view.fields().contains(Field.TITLE);
      rows.add(
          RowFactory.create(
              (long) rows.size(),
              titled ? movie.title() : "",
              titled ? movie.year() : null,
              view.fields().contains(Field.GENRES)
                  ? movie.genres().toArray(String[]::new)
                  : new String[0],
              view.fields().contains(Field.OVERVIEW) ? movie.overview() : null,
              null,
              null));
    }
    return spark.createDataFrame(rows, SparkSchemas.of(Tables.MOVIES));
  }

  private static Dataset<Row> tags(SparkSession spark, List<CatalogueMovie> movies, TextView view) {
    List<Row> rows = new ArrayList<>();
    for (int movie = 0; movie < movies.size() && view.fields().contains(Field.TAGS); movie++) {
      long id = movie;
      movies
          .get(movie)
          .tagCounts()
          .forEach(
              (tag, count) -> {
                for (long user = 0; user < count; user++) {
                  rows.add(RowFactory.create(user, id, tag, 0L));
                }
              });
    }
    return spark.createDataFrame(rows, SparkSchemas.of(Tables.TAGS));
  }
}
