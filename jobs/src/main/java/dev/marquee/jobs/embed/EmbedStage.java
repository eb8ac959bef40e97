package dev.marquee.jobs.embed;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;

import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.EmbedConfig;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Encodes every movie's text into a unit vector and mixes its genres in ({@link GenreProjection}).
 * A row is keyed by the SHA-256 of all that its vector depends on: text, encoder, token limit,
 * genres and their weight. Vectors whose key stands in the published snapshot are taken from there,
 * and identical texts are encoded once. An unchanged catalogue therefore never loads the model.
 *
 * <p>Metrics: {@code encoded} texts that went through the model, {@code reused} movies whose vector
 * was published before.
 */
public final class EmbedStage implements Stage {
  private static final String TEXT = MovieTexts.TEXT;
  private static final String HASH = Tables.MOVIE_EMBEDDINGS.contentHash;
  private static final String EMBEDDING = Tables.MOVIE_EMBEDDINGS.embedding;
  private static final String MOVIE_ID = Tables.MOVIE_EMBEDDINGS.movieId;
  private static final double UNIT_TOLERANCE = 1e-3;

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.MOVIES, Tables.TAGS);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.MOVIE_EMBEDDINGS);
  }

  @Override
  public void check(StageContext context) {
    EmbedConfig config = context.config().embed();
    try (EncoderDirectory encoder = open(context)) {
      int size = EncoderCheck.check(encoder, config.maxTokens());
      if (!config.acceptNewSize()) {
        PublishedVectors.refuseOtherSize(context, size, encoder.location());
      }
    }
  }

  @Override
  public void run(StageContext context) {
    try (EncoderDirectory encoder = open(context);
        PersistedRows persisted = new PersistedRows()) {
      int maxTokens = encoder.limit(context.config().embed().maxTokens());
      GenreProjection genres = new GenreProjection(context.config().embed().genreWeight());
      Dataset<Row> texts =
          persisted.keep(
              MovieTexts.of(context.read(Tables.MOVIES), context.read(Tables.TAGS))
                  .withColumn(HASH, contentHash(encoder.identity(), maxTokens, genres)));
      Dataset<Row> reused = persisted.keep(texts.join(PublishedVectors.read(context), HASH));
      Dataset<Row> unknown =
          texts.join(reused.select(HASH).distinct(), new String[] {HASH}, "left_anti");
      Dataset<Row> distinct = persisted.keep(unknown.groupBy(HASH).agg(min(TEXT).as(TEXT)));
      long toEncode = distinct.count();
      long reusedMovies = reused.count();
      context
          .console()
          .line("embed: %,d texts to encode, %,d movies re-used", toEncode, reusedMovies);

      Dataset<Row> rows = reused.select(MOVIE_ID, HASH, EMBEDDING);
      if (toEncode > 0) {
        Dataset<Row> vectors = persisted.keep(encode(context, encoder, distinct, toEncode));
        Dataset<Row> encoded = unknown.join(vectors, new String[] {HASH}, "left_outer");
        refuseUnusable(encoded, encoder.location());
        Dataset<Row> mixed = genres.mix(encoded, EMBEDDING, Tables.MOVIES.genres);
        rows = rows.unionByName(mixed.select(MOVIE_ID, HASH, EMBEDDING));
      }
      context.write(Tables.MOVIE_EMBEDDINGS, rows.orderBy(MOVIE_ID));
      context.metric("encoded", (double) toEncode);
      context.metric("reused", (double) reusedMovies);
    }
  }

  private static EncoderDirectory open(StageContext context) {
    EmbedConfig config = context.config().embed();
    return EncoderDirectory.open(config.encoder(), context.spark(), config.quantize());
  }

  /** Equal for equal text, encoder, token limit, genres and weight of the genres. */
  private static Column contentHash(String identity, int maxTokens, GenreProjection genres) {
    Column genreKey = genres.key(col(Tables.MOVIES.genres));
    return sha2(concat_ws("\n", col(TEXT), lit(identity), lit(maxTokens), genreKey), 256);
  }

  private static Dataset<Row> encode(
      StageContext context, EncoderDirectory encoder, Dataset<Row> texts, long count) {
    EmbedConfig config = context.config().embed();
    return new SparkNlpEncoder(context.spark(), encoder, config.maxTokens(), config.batchSize())
        .encode(texts, HASH, TEXT, EMBEDDING, count);
  }

  /** Every vector must be there and have length 1; a comparison with NaN is false. */
  private static void refuseUnusable(Dataset<Row> encoded, String encoder) {
    Column squares =
        aggregate(
            col(EMBEDDING),
            lit(0.0),
            (sum, value) -> sum.plus(value.cast(DataTypes.DoubleType).multiply(value)));
    Column usable = coalesce(abs(squares.minus(1)).leq(UNIT_TOLERANCE), lit(false));
    List<Row> unusable =
        encoded
            .filter(not(usable))
            .select(MOVIE_ID, Tables.MOVIES.title)
            .orderBy(MOVIE_ID)
            .takeAsList(1);
    if (!unusable.isEmpty()) {
      throw new UserError(
          "embed: encoder %s gave no usable vector for movie %d, \"%s\"; expected a unit vector"
              .formatted(encoder, unusable.get(0).getLong(0), unusable.get(0).getString(1)));
    }
  }
}
