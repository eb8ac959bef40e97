package dev.marquee.serving.recommend;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.data.WeightedRows;
import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SparseVectors;

/** Likeness of movies by content, and of movies to everything that a user rated. */
final class ContentModel {
  /** A little more than the cosine of equal vectors is when rounded. */
  private static final float MOST_TFIDF_COSINE = 1.001f;

  private final ContentSimilarity similarity;
  private final Movies movies;
  private final GenreSets genreSets;
  private final float[] embeddings;
  private final int dimension;
  private final SparseVectors tfidf;

  ContentModel(Snapshot snapshot, ContentSimilarity similarity) {
    this.similarity = similarity;
    this.movies = snapshot.movies();
    this.genreSets = new GenreSets(movies);
    DenseVectors vectors = snapshot.embeddings();
    this.embeddings = vectors.values();
    this.dimension = vectors.dimension();
    this.tfidf = snapshot.tfidf();
  }

  /** A movie's genres as bits. */
  long genreBits(int movie) {
    return movies.genreBits(movie);
  }

  /** See {@link ContentSimilarity}. */
  float similarity(int movie, int other) {
    return similarity.score(
        embeddingCosine(movie, other), tfidfCosine(movie, other), shareGenre(movie, other));
  }

  /** The same from the cosine of the embeddings, and the movie's terms as an array. */
  float similarity(int movie, int other, float embeddingCosine, float[] terms) {
    return similarity.score(embeddingCosine, termProduct(other, terms), shareGenre(movie, other));
  }

  /** What the similarity can be at most, whatever the movies' terms. */
  float mostSimilarity(int movie, int other, float embeddingCosine) {
    return similarity.score(embeddingCosine, MOST_TFIDF_COSINE, shareGenre(movie, other));
  }

  private boolean shareGenre(int movie, int other) {
    return (movies.genreBits(movie) & movies.genreBits(other)) != 0;
  }

  private float embeddingCosine(int movie, int other) {
    return FloatVectors.dot(
        embeddings, movie * dimension, embeddings, other * dimension, dimension);
  }

  /**
   * The cosine of the embeddings of each of some movies to each of others, {@code float[movies][at
   * least others]}; faster than one pair at a time, and the same but for rounding.
   */
  float[][] embeddingCosines(int[] some, int[] others) {
    return FloatVectors.products(embeddings, dimension, some, others);
  }

  /** A weight for each term, all 0. */
  float[] noTerms() {
    return new float[tfidf.columns()];
  }

  /** Sets the weights of a movie's terms to those of its TF-IDF vector, or times 0. */
  void setTerms(int movie, float scale, float[] terms) {
    for (int i = tfidf.offsets()[movie], end = tfidf.offsets()[movie + 1]; i < end; i++) {
      terms[tfidf.indices()[i]] = scale * tfidf.values()[i];
    }
  }

  /** The product of a movie's TF-IDF vector and another vector, which has all terms. */
  private float termProduct(int movie, float[] terms) {
    int[] indices = tfidf.indices();
    float[] values = tfidf.values();
    float sum = 0;
    for (int i = tfidf.offsets()[movie], end = tfidf.offsets()[movie + 1]; i < end; i++) {
      sum += values[i] * terms[indices[i]];
    }
    return sum;
  }

  private float tfidfCosine(int movie, int other) {
    int[] indices = tfidf.indices();
    float[] values = tfidf.values();
    int i = tfidf.offsets()[movie];
    int j = tfidf.offsets()[other];
    int endOfMovie = tfidf.offsets()[movie + 1];
    int endOfOther = tfidf.offsets()[other + 1];
    float sum = 0;
    while (i < endOfMovie && j < endOfOther) {
      if (indices[i] == indices[j]) {
        sum += values[i++] * values[j++];
      } else if (indices[i] < indices[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }

  /** What a user's ratings say about content; for one thread. */
  Profile profile(History history) {
    return new Profile(history);
  }

  /**
   * All of a user's ratings as one vector. For rated movies {@code j} with signed weights {@code
   * a_j} ({@link RatingScale}) and {@code A = sum |a_j|}:
   *
   * <pre>
   *   d(i)     = sum_j a_j (w_e e_j . e_i + w_t t_j . t_i) / A = profile . movie_i
   *   boost(i) = 1 + (genreBoost - 1) * sum_{j shares a genre with i} |a_j| / A
   *   score(i) = boost(i) * d(i)
   * </pre>
   *
   * <p>Dot products are linear, so the ratings are summed once and a movie costs one product. The
   * genre boost of {@link ContentSimilarity} belongs to pairs and is no inner product; here it is
   * the mean boost over the ratings. With one rating that is exactly the pair's similarity; with
   * many it is the sum of all pairs' similarities under the assumption that boosts and cosines do
   * not vary together. Without weight (no ratings, or all neutral) every score is 0.
   */
  final class Profile {
    private final float[] dense;
    private final float[] sparse = noTerms();
    private final float[] boosts = new float[genreSets.size()];
    private long[] ratedSets = new long[0];
    private float[] ratedWeights = new float[0];
    private final boolean isEmpty;

    private Profile(History history) {
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
        addTerms(movie, (float) (weight * similarity.tfidfWeight()));
        setWeights[genreSets.setOf(movie)] += (float) Math.abs(weight);
      }
      dense = WeightedRows.sum(embeddings, dimension, 0, dimension, history.movies(), weights);
      rememberRated(setWeights);
    }

    private void addTerms(int movie, float weight) {
      for (int i = tfidf.offsets()[movie]; i < tfidf.offsets()[movie + 1]; i++) {
        sparse[tfidf.indices()[i]] += weight * tfidf.values()[i];
      }
    }

    private void rememberRated(float[] setWeights) {
      int count = 0;
      for (float weight : setWeights) {
        count += weight != 0 ? 1 : 0;
      }
      ratedSets = new long[count];
      ratedWeights = new float[count];
      int next = 0;
      for (int set = 0; set < setWeights.length; set++) {
        if (setWeights[set] != 0) {
          ratedSets[next] = genreSets.bits(set);
          ratedWeights[next++] = setWeights[set];
        }
      }
    }

    /** Computes the boosts of these movies' sets of genres where that was not done before. */
    private void computeBoosts(int[] movies) {
      int[] missing = new int[movies.length + 3];
      int count = 0;
      for (int movie : movies) {
        int set = genreSets.setOf(movie);
        if (boosts[set] == 0) {
          boosts[set] = 1;
          missing[count++] = set;
        }
      }
      // Four at a time: each sum waits for itself at every step.
      for (int i = 0; i < count; i += 4) {
        computeBoosts(missing[i], missing[i + 1], missing[i + 2], missing[i + 3]);
      }
    }

    private void computeBoosts(int a, int b, int c, int d) {
      long genresA = genreSets.bits(a);
      long genresB = genreSets.bits(b);
      long genresC = genreSets.bits(c);
      long genresD = genreSets.bits(d);
      float shareA = 0;
      float shareB = 0;
      float shareC = 0;
      float shareD = 0;
      for (int i = 0; i < ratedSets.length; i++) {
        long rated = ratedSets[i];
        int weight = Float.floatToRawIntBits(ratedWeights[i]);
        shareA += ifAny(rated & genresA, weight);
        shareB += ifAny(rated & genresB, weight);
        shareC += ifAny(rated & genresC, weight);
        shareD += ifAny(rated & genresD, weight);
      }
      boosts[a] = boost(shareA);
      boosts[b] = boost(shareB);
      boosts[c] = boost(shareC);
      boosts[d] = boost(shareD);
    }

    /** A float's bits as float if any of the other bits is set, else 0; without a branch. */
    private static float ifAny(long bits, int weight) {
      return Float.intBitsToFloat(weight & (int) ((bits | -bits) >> (Long.SIZE - 1)));
    }

    private float boost(float share) {
      return (float) (1 + (similarity.genreBoost() - 1) * share);
    }

    /** Whether the ratings say nothing. */
    boolean isEmpty() {
      return isEmpty;
    }

    /** The content scores of movies. */
    float[] scores(int[] movies) {
      if (isEmpty) {
        return new float[movies.length];
      }
      computeBoosts(movies);
      float[] scores = FloatVectors.dots(embeddings, movies, dense);
      for (int i = 0; i < movies.length; i++) {
        scores[i] += termProduct(movies[i], sparse);
        scores[i] *= boosts[genreSets.setOf(movies[i])];
      }
      return scores;
    }
  }
}
