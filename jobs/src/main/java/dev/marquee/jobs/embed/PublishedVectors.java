package dev.marquee.jobs.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.pipeline.SparkSchemas;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The embeddings of the published snapshot, from which unchanged texts take theirs. */
final class PublishedVectors {
  private static final String HASH = Tables.MOVIE_EMBEDDINGS.contentHash;
  private static final String EMBEDDING = Tables.MOVIE_EMBEDDINGS.embedding;

  private PublishedVectors() {}

  /** The published vectors by key; no rows where nothing was published. */
  static Dataset<Row> read(StageContext context) {
    StructType schema = SparkSchemas.of(Tables.MOVIE_EMBEDDINGS);
    Optional<Path> path =
        context.published().map(snapshot -> snapshot.table(Tables.MOVIE_EMBEDDINGS));
    try {
      if (path.isPresent()
          && path.get()
              .getFileSystem(context.spark().sparkContext().hadoopConfiguration())
              .exists(path.get())) {
        Dataset<Row> rows = context.spark().read().schema(schema).parquet(path.get().toString());
        // Equal keys have equal vectors, so it does not matter which row stays.
        return rows.select(HASH, EMBEDDING).dropDuplicates(HASH);
      }
    } catch (IOException e) {
      throw new UserError("embed: %s cannot be read: %s".formatted(path.get(), e.getMessage()), e);
    }
    return context.spark().createDataFrame(List.<Row>of(), schema).select(HASH, EMBEDDING);
  }

  /**
   * Refuses an encoder whose vectors have another length than the published ones, because readers
   * of the snapshot may have built on it.
   *
   * @param length length of the encoder's vectors
   */
  static void refuseOtherSize(StageContext context, int length, String encoder) {
    List<Row> published = read(context).select(size(col(EMBEDDING))).takeAsList(1);
    if (!published.isEmpty() && published.get(0).getInt(0) != length) {
      throw new UserError(
          ("embed.encoder: %s makes vectors of %d numbers, but the published snapshot's have %d;"
                  + " set embed.acceptNewSize=true to encode all movies anew")
              .formatted(encoder, length, published.get(0).getInt(0)));
    }
  }
}
