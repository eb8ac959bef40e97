package dev.marquee.jobs.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.ContentSimilarity;
import dev.marquee.data.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarMoviesTest {
  private static final ContentSimilarity DEFAULTS = new ContentSimilarity(0.7, 0.3, 1.2);

  private static final int[] NO_TERMS = {};
  private static final float[] NO_WEIGHTS = {};

  /** Movies 1, 2 and 3 of the hand-worked fixture. */
  private static final List<Movie> THREE =
      List.of(
          new Movie(1, List.of("Drama"), vector(1, 0), new int[] {0}, vector(1)),
          new Movie(
              2, List.of("Comedy", "Drama"), vector(.6, .8), new int[] {0, 1}, vector(.6, .8)),
          new Movie(3, List.of("Comedy"), vector(0, 1), NO_TERMS, NO_WEIGHTS));

  @Test
  void handWorkedThreeMovies() {
    // pair    embedding cosine         TF-IDF cosine   shared   score
    // 1 - 2   1*.6 + 0*.8 = .6         1*.6 = .6       Drama    1.2 * (.7*.6 + .3*.6) = .72
    // 1 - 3   1*0 + 0*1 = 0            0 (no terms)    -        0
    // 2 - 3   .6*0 + .8*1 = .8         0               Comedy   1.2 * (.7*.8 + .3*0) = .672
    List<Similar> similar = Movie.topK(THREE, DEFAULTS, 50, 1024);

    assertThat(similar)
        .extracting(Similar::movieId, Similar::rank, Similar::similarMovieId)
        .containsExactly(
            tuple(1L, 1, 2L), tuple(1L, 2, 3L),
            tuple(2L, 1, 1L), tuple(2L, 2, 3L),
            tuple(3L, 1, 2L), tuple(3L, 2, 1L));
    assertClose(similar.get(0), .72, .6, .6, 1.2);
    assertClose(similar.get(1), 0, 0, 0, 1);
    assertClose(similar.get(2), .72, .6, .6, 1.2);
    assertClose(similar.get(3), .672, .8, 0, 1.2);
    assertClose(similar.get(4), .672, .8, 0, 1.2);
    assertClose(similar.get(5), 0, 0, 0, 1);
  }

  @Test
  void weightsAndBoostDecideTheOrder() {
    // Without boost and by embedding alone movie 2 is nearer to 3 (.8) than to 1 (.6).
    List<Similar> similar = Movie.topK(THREE, new ContentSimilarity(5, 0, 1), 1, 2);

    assertThat(similar)
        .extracting(Similar::movieId, Similar::similarMovieId, Similar::genreBoost)
        .containsExactly(tuple(1L, 2L, 1f), tuple(2L, 3L, 1f), tuple(3L, 2L, 1f));
    assertThat(similar.get(1).score()).isEqualTo(similar.get(1).embeddingCosine());
  }

  @Test
  void equalsBruteForceInEveryLayoutOfBlocks() {
    List<Movie> movies = randomMovies(60, 7, new Random(3));
    List<Similar> expected = bruteForce(movies, 5);

    // 60 movies: 20 divides, 7 does not, 64 takes all in one block.
    List<Similar> oneBlock = Movie.topK(movies, DEFAULTS, 5, 64);
    assertThat(oneBlock).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Similar wanted = expected.get(i);
      Similar found = oneBlock.get(i);
      assertThat(found.movieId()).isEqualTo(wanted.movieId());
      assertThat(found.rank()).isEqualTo(wanted.rank());
      assertThat(found.similarMovieId()).as("%s", wanted).isEqualTo(wanted.similarMovieId());
      assertClose(
          found,
          wanted.score(),
          wanted.embeddingCosine(),
          wanted.tfidfCosine(),
          wanted.genreBoost());
    }
    for (int blockSize : new int[] {7, 20}) {
      assertThat(Movie.topK(movies, DEFAULTS, 5, blockSize))
          .as("blocks of %d", blockSize)
          .isEqualTo(oneBlock);
    }
  }

  @Test
  void tiesGoToTheSmallerId() {
    List<Movie> twins = new ArrayList<>();
    for (long id : new long[] {900, 5, 40, 7, 1_000_000_000_000L}) {
      twins.add(new Movie(id, List.of(), vector(.6, .8), new int[] {3}, vector(1)));
    }
    for (int blockSize : new int[] {2, 8}) {
      List<Similar> similar = Movie.topK(twins, DEFAULTS, 2, blockSize);

      assertThat(similar)
          .extracting(Similar::movieId, Similar::similarMovieId)
          .containsExactly(
              tuple(5L, 7L), tuple(5L, 40L),
              tuple(7L, 5L), tuple(7L, 40L),
              tuple(40L, 5L), tuple(40L, 7L),
              tuple(900L, 5L), tuple(900L, 7L),
              tuple(1_000_000_000_000L, 5L), tuple(1_000_000_000_000L, 7L));
      assertThat(similar).allSatisfy(row -> assertThat(row.embeddingCosine()).isBetween(-1f, 1f));
    }
  }

  @Test
  void moreThan64GenresAndMoviesWithout() {
    List<Movie> movies = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      movies.add(new Movie(i, List.of("genre " + i), vector(1), NO_TERMS, NO_WEIGHTS));
    }
    movies.add(new Movie(70, List.of("genre 2", "genre 69"), vector(1), NO_TERMS, NO_WEIGHTS));
    movies.add(new Movie(71, List.of(), vector(1), NO_TERMS, NO_WEIGHTS));
    movies.add(new Movie(72, List.of(), vector(1), NO_TERMS, NO_WEIGHTS));

    List<Similar> boosted =
        Movie.topK(movies, DEFAULTS, 100, 16).stream().filter(row -> row.genreBoost() > 1).toList();

    assertThat(boosted)
        .extracting(Similar::movieId, Similar::rank, Similar::similarMovieId)
        .containsExactly(
            tuple(2L, 1, 70L), tuple(69L, 1, 70L), tuple(70L, 1, 2L), tuple(70L, 2, 69L));
  }

  @Test
  void fewMoviesGiveShortLists() {
    assertThat(Movie.topK(List.of(), DEFAULTS, 5, 16)).isEmpty();
    assertThat(Movie.topK(THREE.subList(0, 1), DEFAULTS, 5, 16)).isEmpty();
    assertThat(Movie.topK(THREE.subList(0, 2), DEFAULTS, Integer.MAX_VALUE, 1)).hasSize(2);
  }

  @Test
  void namesTheStageThatMustRunAgain() {
    Movie noEmbedding = new Movie(4, List.of(), null, NO_TERMS, NO_WEIGHTS);
    Movie noTfidf = new Movie(4, List.of(), vector(1, 0), null, null);
    Movie longer = new Movie(4, List.of(), vector(1, 0, 0), NO_TERMS, NO_WEIGHTS);

    assertThatThrownBy(() -> Movie.topK(with(noEmbedding), DEFAULTS, 5, 16))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "movie_embeddings: 1 of 4 movies have no row, expected one for each; run embed again");
    assertThatThrownBy(() -> Movie.topK(with(noTfidf), DEFAULTS, 5, 16))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("movie_tfidf: 1 of 4");
    assertThatThrownBy(() -> Movie.topK(with(longer), DEFAULTS, 5, 16))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("vectors of 2 to 3 values");
  }

  private static List<Movie> with(Movie fourth) {
    List<Movie> movies = new ArrayList<>(THREE);
    movies.add(fourth);
    return movies;
  }

  private static void assertClose(
      Similar found, double score, double embedding, double tfidf, double boost) {
    assertThat((double) found.score()).isCloseTo(score, within(1e-5));
    assertThat((double) found.embeddingCosine()).isCloseTo(embedding, within(1e-5));
    assertThat((double) found.tfidfCosine()).isCloseTo(tfidf, within(1e-5));
    assertThat((double) found.genreBoost()).isCloseTo(boost, within(1e-5));
  }

  /** Sparse, shuffled ids; some movies without genres, some without terms. */
  private static List<Movie> randomMovies(int count, int dimensions, Random random) {
    List<Movie> movies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> genres = new ArrayList<>();
      for (String genre : List.of("Action", "Comedy", "Drama", "Horror")) {
        if (random.nextInt(5) == 0) {
          genres.add(genre);
        }
      }
      float[] embedding = new float[dimensions];
      for (int d = 0; d < dimensions; d++) {
        embedding[d] = (float) random.nextGaussian();
      }
      int[] terms = random.ints(random.nextInt(6), 0, 30).distinct().sorted().toArray();
      float[] weights = new float[terms.length];
      for (int t = 0; t < terms.length; t++) {
        weights[t] = random.nextFloat() + .01f;
      }
      movies.add(
          new Movie((i * 37L % count) * 11 + 3, genres, unit(embedding), terms, unit(weights)));
    }
    return movies;
  }

  private static List<Similar> bruteForce(List<Movie> movies, int topK) {
    List<Similar> all = new ArrayList<>();
    for (Movie movie : movies.stream().sorted(Comparator.comparingLong(Movie::movieId)).toList()) {
      List<Similar> others = new ArrayList<>();
      for (Movie other : movies) {
        if (other.movieId() != movie.movieId()) {
          others.add(pair(movie, other));
        }
      }
      others.sort(
          Comparator.comparing(Similar::score).reversed().thenComparing(Similar::similarMovieId));
      for (int rank = 1; rank <= topK; rank++) {
        all.add(others.get(rank - 1).withRank(rank));
      }
    }
    return all;
  }

  private static Similar pair(Movie movie, Movie other) {
    double embedding = 0;
    for (int d = 0; d < movie.embedding().length; d++) {
      embedding += (double) movie.embedding()[d] * other.embedding()[d];
    }
    double tfidf = 0;
    for (int i = 0; i < movie.terms().length; i++) {
      for (int j = 0; j < other.terms().length; j++) {
        if (movie.terms()[i] == other.terms()[j]) {
          tfidf += (double) movie.weights()[i] * other.weights()[j];
        }
      }
    }
    double boost = movie.genres().stream().anyMatch(other.genres()::contains) ? 1.2 : 1;
    return new Similar(
        movie.movieId(),
        0,
        other.movieId(),
        (float) (boost * (.7 * embedding + .3 * tfidf)),
        (float) embedding,
        (float) tfidf,
        (float) boost);
  }

  private static float[] unit(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (values[i] / Math.sqrt(squares));
    }
    return scaled;
  }

  private static float[] vector(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
