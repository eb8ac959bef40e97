package dev.marquee.jobs.tfidf;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.size;

import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.config.TfidfConfig;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Turns titles, genres, tags and overviews into TF-IDF vectors. Writes {@link Tables#MOVIE_TFIDF}
 * and the fitted {@link PipelineModel} as model {@code tfidf}. Cost grows with the length of the
 * texts, and so linearly with movies and tags.
 */
public final class TfidfStage implements Stage {

  @Override
  public String name() {
    return "tfidf";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.MOVIES, Tables.TAGS);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.MOVIE_TFIDF);
  }

  @Override
  public void run(StageContext context) {
    TfidfConfig config = context.config().tfidf();
    Dataset<Row> texts =
        MovieTexts.compose(
                context.read(Tables.MOVIES), context.read(Tables.TAGS), config.maxTagWeight())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.spark().sparkContext().setJobDescription("tfidf: vocabulary and frequencies");
      PipelineModel model = TfidfPipeline.fit(texts, config);
      save(model, context);
      context.spark().sparkContext().setJobDescription("tfidf: vectors");
      context.write(Tables.MOVIE_TFIDF, TfidfPipeline.vectors(model, texts));
      report(TfidfPipeline.vocabularySize(model), context);
    } finally {
      texts.unpersist();
      context.spark().sparkContext().setJobDescription(null);
    }
  }

  private static void save(PipelineModel model, StageContext context) {
    try {
      model.write().overwrite().save(context.staged().model("tfidf").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(int vocabularySize, StageContext context) {
    Row figures =
        context
            .read(Tables.MOVIE_TFIDF)
            .select(size(col(Tables.MOVIE_TFIDF.indices)).as("terms"))
            .agg(avg("terms"), count_if(col("terms").equalTo(0)))
            .first();
    double meanTerms = figures.isNullAt(0) ? 0 : figures.getDouble(0);
    context.metric("vocabularySize", vocabularySize);
    context.metric("meanTermsPerMovie", meanTerms);
    context
        .console()
        .line(
            "tfidf: %d terms, %.1f a movie, %d movies without any",
            vocabularySize, meanTerms, figures.getLong(1));
  }
}
