package dev.marquee.jobs.similar;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.config.SimilarConfig;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.util.List;

/**
 * Finds the most similar movies of every movie by {@link ContentSimilarity} and writes {@link
 * Tables#SIMILAR_MOVIES}. Cost grows with the square of the number of movies; see {@link
 * SimilarMovies}.
 */
public final class SimilarStage implements Stage {

  @Override
  public String name() {
    return "similar";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.MOVIES, Tables.MOVIE_EMBEDDINGS, Tables.MOVIE_TFIDF);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.SIMILAR_MOVIES);
  }

  @Override
  public void run(StageContext context) {
    SimilarConfig config = context.config().similar();
    ContentSimilarity formula =
        new ContentSimilarity(config.embeddingWeight(), config.tfidfWeight(), config.genreBoost());
    context.spark().sparkContext().setJobDescription("similar: packing movies into blocks");
    try (MovieBlocks blocks =
        MovieBlocks.of(
            context.read(Tables.MOVIES),
            context.read(Tables.MOVIE_EMBEDDINGS),
            context.read(Tables.MOVIE_TFIDF),
            config.blockSize())) {
      long pairs = blocks.blockCount() * (blocks.blockCount() + 1L) / 2;
      String work =
          "similar: %d movies x %d dimensions, %d pairs of blocks"
              .formatted(blocks.movies(), blocks.dimensions(), pairs);
      context.console().line("%s", work);
      context.spark().sparkContext().setJobDescription(work);
      context.write(
          Tables.SIMILAR_MOVIES,
          SimilarMovies.topK(context.spark(), blocks, formula, config.topK()));
    } finally {
      context.spark().sparkContext().setJobDescription(null);
    }
  }
}
