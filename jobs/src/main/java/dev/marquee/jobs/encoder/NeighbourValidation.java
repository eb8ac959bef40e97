package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDManager;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The neighbours that validation movies find among training and validation movies. */
final class NeighbourValidation {
  private final List<CatalogueMovie> movies;
  private final int[] queries;
  private final WordPieceTokenizer tokenizer;
  private final int maxTokens;

  NeighbourValidation(TrainingSplit split, WordPieceTokenizer tokenizer, int maxTokens) {
    movies = new ArrayList<>(split.validation());
    // Without validation movies, the training's own neighbours are better than nothing.
    queries =
        IntStream.range(0, movies.isEmpty() ? split.training().size() : movies.size()).toArray();
    movies.addAll(split.training());
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
  }

  /** The geometric mean of both figures over all views: each counts by its relative change. */
  double score(BertEncoder encoder, NDManager manager) {
    double logarithms = 0;
    int figures = 0;
    for (TextView view : TextView.ALL) {
      float[][] vectors =
          SentenceVectors.of(
              encoder, manager, tokenizer, maxTokens, movies.stream().map(view::of).toList());
      NeighbourQuality quality =
          NeighbourQuality.of(movies, queries, NeighbourQuality.cosine(vectors));
      for (double[] values : List.of(quality.genreAgreement(), quality.tagOverlap())) {
        double figure = NeighbourQuality.mean(values);
        if (!Double.isNaN(figure)) {
          logarithms += Math.log(Math.max(figure, 1e-4));
          figures++;
        }
      }
    }
    return Math.exp(logarithms / Math.max(1, figures));
  }
}
