package dev.marquee.serving.recommend;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.data.WeightedRows;
import dev.marquee.serving.snapshot.DenseVectors;

/**
 * What a user's ratings say about content, as one vector; for one thread. For rated movies {@code
 * j} with signed weights {@code a_j} ({@link RatingScale}) and {@code A = sum |a_j|}:
 *
 * <pre>
 *   d(i)     = sum_j a_j (w_e e_j . e_i + w_t t_j . t_i) / A = profile . movie_i
 *   boost(i) = 1 + (genreBoost - 1) * sum_{j shares a genre with i} |a_j| / A
 *   score(i) = boost(i) * d(i)
 * </pre>
 *
 * <p>Dot products are linear, so the ratings are summed once and a movie costs one product. The
 * genre boost of {@link ContentSimilarity} belongs to pairs and is no inner product; here it is the
 * mean boost over the ratings. With one rating that is exactly the pair's similarity; with many it
 * is the sum of all pairs' similarities under the assumption that boosts and cosines do not vary
 * together. Without weight (no ratings, or all neutral) every score is 0.
 */
final class ContentProfile {
  private final float[] embeddings;
  private final Terms terms;
  private final float[] dense;
  private final float[] sparse;
  private final GenreBoosts boosts;
  private final boolean isEmpty;

  ContentProfile(
      ContentSimilarity similarity,
      DenseVectors vectors,
      Terms terms,
      GenreSets genreSets,
      History history) {
    embeddings = vectors.values();
    this.terms = terms;
    sparse = terms.zeros();
    double total = 0;
    for (int place = 0; place < history.size(); place++) {
      total += Math.abs(history.weight(place));
    }
    isEmpty = total == 0;
    float[] weights = new float[isEmpty ? 0 : history.size()];
    float[] setWeights = new float[genreSets.size()];
    for (int place = 0; place < weights.length; place++) {
      int movie = history.movie(place);
      double weight = history.weight(place) / total;
      weights[place] = (float) (weight * similarity.embeddingWeight());
      terms.add(movie, (float) (weight * similarity.tfidfWeight()), sparse);
      setWeights[genreSets.setOf(movie)] += (float) Math.abs(weight);
    }
    int dimension = vectors.dimension();
    dense = WeightedRows.sum(embeddings, dimension, 0, dimension, history.movies(), weights);
    boosts = new GenreBoosts(genreSets, setWeights, similarity.genreBoost());
  }

  /** The content scores of movies. */
  float[] scores(int[] movies) {
    return isEmpty
        ? new float[movies.length]
        : scores(movies, FloatVectors.dots(embeddings, movies, dense));
  }

  /**
   * The same of movies whose embeddings are there as columns, which is faster.
   *
   * @param columns {@code float[dimension][movies]}
   */
  float[] scores(int[] movies, float[][] columns) {
    float[] products = new float[movies.length];
    if (isEmpty) {
      return products;
    }
    FloatVectors.addProduct(dense, columns, new float[][] {products}, movies.length);
    return scores(movies, products);
  }

  private float[] scores(int[] movies, float[] scores) {
    boosts.compute(movies);
    for (int i = 0; i < movies.length; i++) {
      scores[i] += terms.product(movies[i], sparse);
      scores[i] *= boosts.of(movies[i]);
    }
    return scores;
  }
}
