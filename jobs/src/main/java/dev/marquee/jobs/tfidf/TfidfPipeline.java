package dev.marquee.jobs.tfidf;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.TfidfConfig;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The MLlib pipeline from text to unit TF-IDF vectors. It holds every step from the raw text on, so
 * a saved model applies to new movies: column {@link #TEXT} in, column {@link #VECTOR} out.
 *
 * <p>Words are runs of letters, marks and digits of any script in lower case; an apostrophe inside
 * a word belongs to it ("don't", "o'brien"), a final "'s" is cut off. English stop words go first,
 * then phrases of 1 to {@code maxNgram} neighbouring words are the terms; no phrase crosses a line
 * end of the text. With n movies, tf occurrences of a term in the text and df movies that have the
 * term, its weight is
 *
 * <pre>
 *   tf * ln((n + 1) / (df + 1))
 * </pre>
 *
 * <p>and the vector is divided by its L2 norm.
 */
public final class TfidfPipeline {
  /** Column of the input text, never null; a line end is a border for phrases. */
  public static final String TEXT = "text";

  /** Column of the unit vectors that the model adds. */
  public static final String VECTOR = "tfidf";

  private static final String TERMS = "terms";
  private static final String COUNTS = "termCounts";

  private TfidfPipeline() {}

  /**
   * Learns vocabulary and document frequencies.
   *
   * <p>The vocabulary is that of {@code CountVectorizer}, the terms that occur most often, except
   * that terms of equal count stand in the order of their UTF-8 bytes, where {@code
   * CountVectorizer} leaves the order to chance.
   *
   * @param texts rows as of {@link MovieTexts#compose}; read several times
   * @throws UserError if no term occurs in {@code minDocumentFrequency} movies
   */
  public static PipelineModel fit(Dataset<Row> texts, TfidfConfig config) {
    List<PipelineStage> stages = termStages(config.maxNgram());
    Dataset<Row> terms = pipeline(stages).fit(texts).transform(texts);
    String[] vocabulary = vocabulary(terms, config);
    if (vocabulary.length == 0) {
      throw new UserError(
          "tfidf: no word or phrase occurs in %d movies or more, expected at least one; lower tfidf.minDocumentFrequency"
              .formatted(config.minDocumentFrequency()));
    }
    stages.add(new CountVectorizerModel(vocabulary).setInputCol(TERMS).setOutputCol(COUNTS));
    stages.add(new IDF().setInputCol(COUNTS).setOutputCol("weights"));
    stages.add(new Normalizer().setInputCol("weights").setOutputCol(VECTOR).setP(2));
    return pipeline(stages).fit(texts);
  }

  /**
   * Rows of {@link Tables#MOVIE_TFIDF}: unit vectors without zeros. A movie without any term of the
   * vocabulary, or with none but terms that every movie has, gets empty arrays; its cosine with any
   * movie is 0.
   */
  public static Dataset<Row> vectors(PipelineModel model, Dataset<Row> texts) {
    return model
        .transform(texts)
        .select(col(Tables.MOVIE_TFIDF.movieId), col(VECTOR))
        .map(
            (MapFunction<Row, Row>) row -> sparse(row.getLong(0), row.<Vector>getAs(1).toSparse()),
            Encoders.row(SparkSchemas.of(Tables.MOVIE_TFIDF)));
  }

  /** The number of terms that a fitted model knows. */
  public static int vocabularySize(PipelineModel model) {
    for (var stage : model.stages()) {
      if (stage instanceof CountVectorizerModel counts) {
        return counts.vocabulary().length;
      }
    }
    throw new IllegalArgumentException("not a TF-IDF pipeline: " + model.uid());
  }

  /** The steps from {@link #TEXT} to {@link #TERMS}; none of them learns anything. */
  private static List<PipelineStage> termStages(int maxNgram) {
    List<PipelineStage> stages = new ArrayList<>();
    stages.add(sql("coalesce(translate(text, '\\u2018\\u2019\\u02BC', \"'''\"), '')", "plainText"));
    stages.add(
        new RegexTokenizer()
            .setInputCol("plainText")
            .setOutputCol("rawTokens")
            .setGaps(false)
            .setPattern("\n|[\\p{L}\\p{M}\\p{N}]+(?:'[\\p{L}\\p{M}\\p{N}]+)*"));
    // A fixed locale: the default is the machine's.
    stages.add(
        new StopWordsRemover()
            .setLocale("en_US")
            .setStopWords(StopWordsRemover.loadDefaultStopWords("english"))
            .setInputCol("rawTokens")
            .setOutputCol("contentTokens"));
    stages.add(
        sql("transform(contentTokens, token -> regexp_replace(token, \"'s$\", ''))", "tokens"));
    StringBuilder grams = new StringBuilder("tokens");
    for (int n = 2; n <= maxNgram; n++) {
      stages.add(new NGram().setN(n).setInputCol("tokens").setOutputCol("grams" + n));
      grams.append(", grams").append(n);
    }
    stages.add(
        sql("filter(concat(%s), term -> instr(term, char(10)) = 0)".formatted(grams), TERMS));
    return stages;
  }

  private static SQLTransformer sql(String expression, String column) {
    return new SQLTransformer()
        .setStatement("SELECT *, %s AS %s FROM __THIS__".formatted(expression, column));
  }

  private static Pipeline pipeline(List<PipelineStage> stages) {
    return new Pipeline().setStages(stages.toArray(new PipelineStage[0]));
  }

  private static String[] vocabulary(Dataset<Row> terms, TfidfConfig config) {
    return terms
        .select(col(Tables.MOVIES.movieId), explode(col(TERMS)).as("term"))
        .groupBy(col(Tables.MOVIES.movieId), col("term"))
        .agg(count(lit(1)).as("occurrences"))
        .groupBy(col("term"))
        .agg(sum("occurrences").as("occurrences"), count(lit(1)).as("movies"))
        .where(col("movies").geq(config.minDocumentFrequency()))
        .orderBy(col("occurrences").desc(), col("term"))
        .limit(config.vocabularySize())
        .select(col("term"))
        .as(Encoders.STRING())
        .collectAsList()
        .toArray(new String[0]);
  }

  private static Row sparse(long movieId, SparseVector vector) {
    List<Integer> indices = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < vector.indices().length; i++) {
      float value = (float) vector.values()[i];
      if (value != 0f) {
        indices.add(vector.indices()[i]);
        values.add(value);
      }
    }
    return RowFactory.create(movieId, indices.toArray(), values.toArray());
  }
}
