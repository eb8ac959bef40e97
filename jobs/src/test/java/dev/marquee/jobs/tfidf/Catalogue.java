package dev.marquee.jobs.tfidf;

import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Movies and tags of a test. */
final class Catalogue {
  private final List<Row> movies = new ArrayList<>();
  private final List<Row> tags = new ArrayList<>();

  Catalogue movie(long movieId, String title, List<String> genres, String overview) {
    movies.add(RowFactory.create(movieId, title, null, genres.toArray(), overview, null, null));
    return this;
  }

  Catalogue tag(long userId, long movieId, String tag) {
    tags.add(RowFactory.create(userId, movieId, tag, 0L));
    return this;
  }

  Dataset<Row> movies() {
    return LocalSpark.session().createDataFrame(movies, SparkSchemas.of(Tables.MOVIES));
  }

  Dataset<Row> tags() {
    return LocalSpark.session().createDataFrame(tags, SparkSchemas.of(Tables.TAGS));
  }

  Dataset<Row> texts(int maxTagWeight) {
    return MovieTexts.compose(movies(), tags(), maxTagWeight);
  }
}
