package dev.marquee.jobs.similar;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The catalogue as blocks of equal size in the order of movie ids, one block a partition, kept in
 * memory or on local disk until closed.
 */
final class MovieBlocks implements AutoCloseable {
  private final JavaRDD<MovieBlock> blocks;
  private final long movies;
  private final int dimensions;

  private MovieBlocks(JavaRDD<MovieBlock> blocks, long movies, int dimensions) {
    this.blocks = blocks;
    this.movies = movies;
    this.dimensions = dimensions;
  }

  /**
   * Packs the tables.
   *
   * @param movies rows of {@link Tables#MOVIES}
   * @param embeddings rows of {@link Tables#MOVIE_EMBEDDINGS}; those of other movies are passed
   *     over
   * @param tfidf rows of {@link Tables#MOVIE_TFIDF}; those of other movies are passed over
   * @param blockSize most movies of a block
   * @throws UserError if a movie lacks one of its vectors or embeddings differ in length
   */
  static MovieBlocks of(
      Dataset<Row> movies, Dataset<Row> embeddings, Dataset<Row> tfidf, int blockSize) {
    Dataset<Row> features =
        movies
            .select(Tables.MOVIES.movieId, Tables.MOVIES.genres)
            .join(
                embeddings.select(
                    Tables.MOVIE_EMBEDDINGS.movieId, Tables.MOVIE_EMBEDDINGS.embedding),
                Tables.MOVIES.movieId,
                "left")
            .join(tfidf, Tables.MOVIES.movieId, "left");
    Row summary =
        features
            .agg(
                count(lit(1)),
                count(col(Tables.MOVIE_EMBEDDINGS.embedding)),
                count(col(Tables.MOVIE_TFIDF.indices)),
                min(size(col(Tables.MOVIE_EMBEDDINGS.embedding))),
                max(size(col(Tables.MOVIE_EMBEDDINGS.embedding))))
            .first();
    long count = summary.getLong(0);
    requireAll(Tables.MOVIE_EMBEDDINGS.name(), summary.getLong(1), count, "embed");
    requireAll(Tables.MOVIE_TFIDF.name(), summary.getLong(2), count, "tfidf");
    int dimensions = count == 0 ? 0 : summary.getInt(4);
    if (count > 0 && summary.getInt(3) != dimensions) {
      throw new UserError(
          "movie_embeddings: vectors of %d to %d values, expected one length; run embed again"
              .formatted(summary.getInt(3), dimensions));
    }
    int blockCount = Math.toIntExact((count + blockSize - 1) / blockSize);
    JavaRDD<MovieBlock> blocks =
        pack(features, genreBits(movies), blockCount, count)
            .persist(StorageLevel.MEMORY_AND_DISK());
    // Packed now, for otherwise several tasks of the first pairs would pack the same block.
    blocks.foreachPartition(block -> {});
    return new MovieBlocks(blocks, count, dimensions);
  }

  /** The blocks, numbered from 0. */
  JavaRDD<MovieBlock> blocks() {
    return blocks;
  }

  /** Number of movies in all blocks. */
  long movies() {
    return movies;
  }

  /** Length of the embeddings. */
  int dimensions() {
    return dimensions;
  }

  /** Number of blocks. */
  int blockCount() {
    return blocks.getNumPartitions();
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    blocks.unpersist(false);
  }

  private static void requireAll(String table, long found, long expected, String stage) {
    if (found != expected) {
      throw new UserError(
          "%s: %d of %d movies have no row, expected one for each; run %s again"
              .formatted(table, expected - found, expected, stage));
    }
  }

  /** A bit for every genre of the catalogue, in alphabetical order. */
  private static Map<String, Integer> genreBits(Dataset<Row> movies) {
    Map<String, Integer> bits = new HashMap<>();
    movies
        .select(explode(col(Tables.MOVIES.genres)).as("genre"))
        .distinct()
        .orderBy("genre")
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(genre -> bits.put(genre, bits.size()));
    return bits;
  }

  private static JavaRDD<MovieBlock> pack(
      Dataset<Row> features, Map<String, Integer> genreBits, int blockCount, long movies) {
    FeatureReader reader = new FeatureReader(genreBits);
    return features
        .select(
            Tables.MOVIES.movieId,
            Tables.MOVIE_EMBEDDINGS.embedding,
            Tables.MOVIE_TFIDF.indices,
            Tables.MOVIE_TFIDF.values,
            Tables.MOVIES.genres)
        .orderBy(Tables.MOVIES.movieId)
        .javaRDD()
        .map(reader::read)
        .zipWithIndex()
        // Shares of n / blockCount movies: blocks differ by one movie at most.
        .mapToPair(movie -> new Tuple2<>((int) (movie._2() * blockCount / movies), movie._1()))
        .partitionBy(new HashPartitioner(blockCount))
        .mapPartitionsWithIndex(
            (index, rows) -> {
              List<MovieFeatures> members = new ArrayList<>();
              rows.forEachRemaining(row -> members.add(row._2()));
              return List.of(new MovieBlock(index, members)).iterator();
            },
            true);
  }

  /** Reads rows of id, embedding, indices, values, genres into primitive arrays. */
  private static final class FeatureReader implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, Integer> genreBits;

    FeatureReader(Map<String, Integer> genreBits) {
      this.genreBits = genreBits;
    }

    MovieFeatures read(Row row) {
      return new MovieFeatures(
          row.getLong(0),
          floats(row.getList(1)),
          row.<Integer>getList(2).stream().mapToInt(Integer::intValue).toArray(),
          floats(row.getList(3)),
          bits(row.getList(4), genreBits));
    }

    private static float[] floats(List<Float> values) {
      float[] array = new float[values.size()];
      int next = 0;
      for (float value : values) {
        array[next++] = value;
      }
      return array;
    }

    private static long[] bits(List<String> genres, Map<String, Integer> genreBits) {
      long[] words = new long[(genreBits.size() + 63) / 64];
      for (String genre : genres) {
        int bit = genreBits.get(genre);
        words[bit >> 6] |= 1L << (bit & 63);
      }
      return words;
    }
  }
}
