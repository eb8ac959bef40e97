package dev.marquee.jobs.similar;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Exact top-K neighbours by blocked matrix products: every unordered pair of blocks is one task,
 * which scores its pairs of movies once for both sides and keeps the best K of each movie; the
 * partial lists of a block are then merged.
 *
 * <p>Cost grows with movies^2 x (dimensions + shared terms) / 2 multiplications, spread over about
 * (movies / blockSize)^2 / 2 tasks. A task holds two blocks, one of them twice, and their lists,
 * which grows with blockSize x (dimensions + terms + topK). The tasks hand on movies^2 / blockSize
 * x topK entries of 21 bytes.
 */
final class SimilarMovies {
  private SimilarMovies() {}

  /**
   * Rows of {@link Tables#SIMILAR_MOVIES}: for every movie the {@code topK} others of the highest
   * score, or all others where there are fewer. Ties go to the smaller movie id; a movie never
   * lists itself. The result does not depend on the size of the blocks.
   *
   * @param movies read when the result is: close it after that
   */
  static Dataset<Row> topK(
      SparkSession spark, MovieBlocks movies, ContentSimilarity formula, int topK) {
    int partitions =
        Math.max(1, Math.min(movies.blockCount(), spark.sparkContext().defaultParallelism()));
    JavaPairRDD<Integer, NeighbourLists> lists =
        movies
            .blocks()
            .cartesian(movies.blocks())
            .filter(pair -> pair._1().id <= pair._2().id)
            .flatMapToPair(pair -> neighbours(pair._1(), pair._2(), formula, topK))
            .reduceByKey((first, second) -> first.merge(second, topK), partitions);
    return spark.createDataFrame(
        lists.values().flatMap(list -> rows(list, formula)),
        SparkSchemas.of(Tables.SIMILAR_MOVIES));
  }

  private static Iterator<Tuple2<Integer, NeighbourLists>> neighbours(
      MovieBlock left, MovieBlock right, ContentSimilarity formula, int topK) {
    BlockPair pair = new BlockPair(left, right, formula, topK);
    List<Tuple2<Integer, NeighbourLists>> lists = new ArrayList<>();
    lists.add(new Tuple2<>(left.id, pair.ofLeft()));
    if (!pair.isDiagonal()) {
      lists.add(new Tuple2<>(right.id, pair.ofRight()));
    }
    return lists.iterator();
  }

  private static Iterator<Row> rows(NeighbourLists lists, ContentSimilarity formula) {
    return IntStream.range(0, lists.movieIds.length)
        .boxed()
        .flatMap(
            movie ->
                IntStream.range(0, lists.counts[movie])
                    .mapToObj(index -> row(lists, movie, index, formula)))
        .iterator();
  }

  private static Row row(NeighbourLists lists, int movie, int index, ContentSimilarity formula) {
    int position = movie * lists.width + index;
    return RowFactory.create(
        lists.movieIds[movie],
        index + 1,
        lists.neighbourIds[position],
        lists.scores[position],
        lists.embeddingCosines[position],
        lists.tfidfCosines[position],
        formula.boost(lists.sharedGenres[position]));
  }
}
