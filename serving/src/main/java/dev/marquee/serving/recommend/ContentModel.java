package dev.marquee.serving.recommend;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Snapshot;

/** Likeness of movies by content, and of movies to everything that a user rated. */
final class ContentModel {
  /** A little more than the cosine of equal vectors is when rounded. */
  private static final float MOST_TFIDF_COSINE = 1.001f;

  private final ContentSimilarity similarity;
  private final Movies movies;
  private final GenreSets genreSets;
  private final DenseVectors embeddings;
  private final Terms terms;

  ContentModel(Snapshot snapshot, ContentSimilarity similarity) {
    this.similarity = similarity;
    movies = snapshot.movies();
    genreSets = new GenreSets(movies);
    embeddings = snapshot.embeddings();
    terms = new Terms(snapshot.tfidf());
  }

  /** A movie's genres as bits. */
  long genreBits(int movie) {
    return movies.genreBits(movie);
  }

  /** The movies' TF-IDF vectors. */
  Terms terms() {
    return terms;
  }

  /** See {@link ContentSimilarity}. */
  float similarity(int movie, int other) {
    return similarity.score(
        embeddingCosine(movie, other), terms.cosine(movie, other), shareGenre(movie, other));
  }

  /** The same from the cosine of the embeddings, and the movie's terms as a vector with all. */
  float similarity(int movie, int other, float embeddingCosine, float[] movieTerms) {
    return similarity.score(
        embeddingCosine, terms.product(other, movieTerms), shareGenre(movie, other));
  }

  /** What the similarity can be at most, whatever the movies' terms. */
  float mostSimilarity(int movie, int other, float embeddingCosine) {
    return similarity.score(embeddingCosine, MOST_TFIDF_COSINE, shareGenre(movie, other));
  }

  private boolean shareGenre(int movie, int other) {
    return (movies.genreBits(movie) & movies.genreBits(other)) != 0;
  }

  private float embeddingCosine(int movie, int other) {
    int dimension = embeddings.dimension();
    return FloatVectors.dot(
        embeddings.values(), movie * dimension, embeddings.values(), other * dimension, dimension);
  }

  /**
   * The cosine of the embeddings of each of some movies to each of others, {@code float[movies][at
   * least others]}; faster than one pair at a time, and the same but for rounding.
   */
  float[][] embeddingCosines(int[] some, int[] others) {
    return FloatVectors.products(embeddings.values(), embeddings.dimension(), some, others);
  }

  /** What a user's ratings say about content. */
  ContentProfile profile(History history) {
    return new ContentProfile(similarity, embeddings, terms, genreSets, history);
  }
}
