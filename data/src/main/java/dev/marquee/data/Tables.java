package dev.marquee.data;

import static dev.marquee.data.ColumnType.FLOAT;
import static dev.marquee.data.ColumnType.FLOAT_ARRAY;
import static dev.marquee.data.ColumnType.INT;
import static dev.marquee.data.ColumnType.INT_ARRAY;
import static dev.marquee.data.ColumnType.LONG;
import static dev.marquee.data.ColumnType.LONG_ARRAY;
import static dev.marquee.data.ColumnType.STRING;
import static dev.marquee.data.ColumnType.STRING_ARRAY;

import java.util.List;

/**
 * Every table of a snapshot. A column is named here and nowhere else: code says {@code
 * Tables.RATINGS.userId}.
 */
public final class Tables {
  public static final Movies MOVIES = new Movies();
  public static final Ratings RATINGS = new Ratings();
  public static final Tags TAGS = new Tags();
  public static final RejectedRows REJECTED_ROWS = new RejectedRows();
  public static final MovieTfidf MOVIE_TFIDF = new MovieTfidf();
  public static final MovieEmbeddings MOVIE_EMBEDDINGS = new MovieEmbeddings();
  public static final SimilarMovies SIMILAR_MOVIES = new SimilarMovies();
  public static final MoviePopularity MOVIE_POPULARITY = new MoviePopularity();
  public static final UserFactors USER_FACTORS = new UserFactors();
  public static final MovieFactors MOVIE_FACTORS = new MovieFactors();
  public static final NcfLayers NCF_LAYERS = new NcfLayers();
  public static final NcfPooling NCF_POOLING = new NcfPooling();
  public static final Recommendations RECOMMENDATIONS = new Recommendations();
  public static final UserHistories USER_HISTORIES = new UserHistories();

  /** All tables, in the order in which the pipeline writes them. */
  public static final List<Table> ALL =
      List.of(
          MOVIES,
          RATINGS,
          TAGS,
          REJECTED_ROWS,
          MOVIE_TFIDF,
          MOVIE_EMBEDDINGS,
          SIMILAR_MOVIES,
          MOVIE_POPULARITY,
          USER_FACTORS,
          MOVIE_FACTORS,
          NCF_LAYERS,
          NCF_POOLING,
          RECOMMENDATIONS,
          USER_HISTORIES);

  private Tables() {}

  /** The catalogue, one row a movie. */
  public static final class Movies extends Table {
    public final String movieId = required("movieId", LONG, "the movie's id in the input");
    public final String title = required("title", STRING, "title without the year");
    public final String year = optional("year", INT, "year of release, where the title has one");
    public final String genres = required("genres", STRING_ARRAY, "genres, empty where none");
    public final String overview = optional("overview", STRING, "a short description");
    public final String imdbId = optional("imdbId", STRING, "id at imdb.com, without the prefix");
    public final String tmdbId = optional("tmdbId", STRING, "id at themoviedb.org");

    private Movies() {
      super("movies");
    }
  }

  /** One row a user and movie: the latest rating. */
  public static final class Ratings extends Table {
    public final String userId = required("userId", LONG, "the user's id in the input");
    public final String movieId = required("movieId", LONG, "a movie of the catalogue");
    public final String rating = required("rating", FLOAT, "stars, 0.5 to 5 unless configured");
    public final String timestamp = required("timestamp", LONG, "seconds since 1970, UTC");

    private Ratings() {
      super("ratings");
    }
  }

  /** Tags as users gave them. */
  public static final class Tags extends Table {
    public final String userId = required("userId", LONG, "who gave the tag");
    public final String movieId = required("movieId", LONG, "a movie of the catalogue");
    public final String tag = required("tag", STRING, "the tag's text, trimmed");
    public final String timestamp = required("timestamp", LONG, "seconds since 1970, UTC");

    private Tags() {
      super("tags");
    }
  }

  /** Input rows that were not taken over, and why. */
  public static final class RejectedRows extends Table {
    public final String file = required("file", STRING, "the input file's name");
    public final String line = required("line", LONG, "line in that file, the header is line 1");
    public final String raw = required("raw", STRING, "the line as it was read");
    public final String reason = required("reason", STRING, "kind of fault, a fixed set of words");
    public final String detail = required("detail", STRING, "what was found, what was expected");

    private RejectedRows() {
      super("rejected_rows");
    }
  }

  /** L2-normalised TF-IDF vector of a movie's text, sparse. */
  public static final class MovieTfidf extends Table {
    public final String movieId = required("movieId", LONG, "a movie of the catalogue");
    public final String indices = required("indices", INT_ARRAY, "term indices, ascending");
    public final String values = required("values", FLOAT_ARRAY, "weights of these terms");

    private MovieTfidf() {
      super("movie_tfidf");
    }
  }

  /** L2-normalised sentence embedding of a movie's text. */
  public static final class MovieEmbeddings extends Table {
    public final String movieId = required("movieId", LONG, "a movie of the catalogue");
    public final String contentHash =
        required("contentHash", STRING, "SHA-256 of text and encoder; equal hash, equal vector");
    public final String embedding =
        required("embedding", FLOAT_ARRAY, "unit vector, as long as the encoder's hidden size");

    private MovieEmbeddings() {
      super("movie_embeddings");
    }
  }

  /** The most similar movies of every movie by content. */
  public static final class SimilarMovies extends Table {
    public final String movieId = required("movieId", LONG, "the movie asked about");
    public final String rank = required("rank", INT, "1 is the most similar");
    public final String similarMovieId = required("similarMovieId", LONG, "another movie");
    public final String score = required("score", FLOAT, "blend of the cosines times genreBoost");
    public final String embeddingCosine = required("embeddingCosine", FLOAT, "-1 to 1");
    public final String tfidfCosine = required("tfidfCosine", FLOAT, "0 to 1");
    public final String genreBoost = required("genreBoost", FLOAT, "1 where no genre is shared");

    private SimilarMovies() {
      super("similar_movies");
    }
  }

  /** How well a movie is liked and how much it is watched. */
  public static final class MoviePopularity extends Table {
    public final String movieId = required("movieId", LONG, "a movie of the catalogue");
    public final String ratingCount = required("ratingCount", LONG, "number of ratings");
    public final String meanRating = optional("meanRating", FLOAT, "stars; null without ratings");
    public final String dampedMean = required("dampedMean", FLOAT, "stars, shrunk to the mean");
    public final String wilsonLowerBound =
        required("wilsonLowerBound", FLOAT, "lower bound of the share of likes, 0 to 1");
    public final String trend =
        required("trend", FLOAT, "ratings, each halved per half-life of age");
    public final String score = required("score", FLOAT, "the configured formula, 0 to 1");

    private MoviePopularity() {
      super("movie_popularity");
    }
  }

  /**
   * The user side of the NCF model: the pooled history and what training learned of the user by
   * name, added up.
   */
  public static final class UserFactors extends Table {
    public final String userId = required("userId", LONG, "a user with ratings");
    public final String gmf = required("gmf", FLOAT_ARRAY, "vector of the GMF branch");
    public final String mlp =
        required("mlp", FLOAT_ARRAY, "vector of the MLP branch, empty without one");

    private UserFactors() {
      super("user_factors");
    }
  }

  /** The movie side of the NCF model. */
  public static final class MovieFactors extends Table {
    public final String movieId = required("movieId", LONG, "a movie of the catalogue");
    public final String gmf =
        required("gmf", FLOAT_ARRAY, "vector of the GMF branch, the movie as a candidate");
    public final String mlp =
        required("mlp", FLOAT_ARRAY, "vector of the MLP branch, empty without one");
    public final String history =
        required(
            "history",
            FLOAT_ARRAY,
            "what a rating of the movie says of a user: as long as a user's gmf and mlp together");

    private MovieFactors() {
      super("movie_factors");
    }
  }

  /**
   * The dense layers of the NCF model, enough to score in any language: {@code mlp_1} reads the
   * user's and the movie's mlp vector side by side, every layer is {@code activation(W x + b)},
   * {@code output} reads the product of the gmf vectors and then the last layer's output.
   */
  public static final class NcfLayers extends Table {
    public final String position = required("position", INT, "order of evaluation, from 0");
    public final String name = required("name", STRING, "mlp_1 ... mlp_n, then output");
    public final String inputSize = required("inputSize", INT, "columns of the weight matrix");
    public final String outputSize = required("outputSize", INT, "rows of the weight matrix");
    public final String weights =
        required("weights", FLOAT_ARRAY, "row-major [outputSize][inputSize]");
    public final String bias = required("bias", FLOAT_ARRAY, "[outputSize]");
    public final String activation = required("activation", STRING, "relu or sigmoid");
    public final String residualFrom =
        optional(
            "residualFrom",
            INT,
            "position whose input is added to this layer's activated output; null for none");

    private NcfLayers() {
      super("ncf_layers");
    }
  }

  /**
   * How the vectors of the rated movies make a user's vector, one row a block of the vector; the
   * formula is {@link HistoryPooling}'s. The blocks follow each other without a gap over the user's
   * gmf vector and then the mlp vector.
   */
  public static final class NcfPooling extends Table {
    public final String position = required("position", INT, "order of the blocks, from 0");
    public final String name = required("name", STRING, "linear, gmf, bias or mlp");
    public final String size = required("size", INT, "numbers in the block");
    public final String recencyFloor =
        required("recencyFloor", FLOAT, "weight of the oldest ratings, 0 to 1; 1 for no decay");
    public final String recencyScale =
        required("recencyScale", FLOAT, "ratings after which the rest has decayed by e");
    public final String ratingSlope =
        required("ratingSlope", FLOAT, "weight that a star above the neutral rating adds");
    public final String neutralRating = required("neutralRating", FLOAT, "stars of weight 1");
    public final String heads = required("heads", INT, "attention heads; they divide the size");
    public final String queries =
        required("queries", FLOAT_ARRAY, "the heads' queries side by side; empty for none");
    public final String shrinkage =
        optional(
            "shrinkage",
            FLOAT_ARRAY,
            "s in n^4 / (n^4 + s), what is left of each number pooled from n ratings; empty: all");
    public final String base =
        required("base", FLOAT_ARRAY, "the block of a user without ratings, added to the pool");

    private NcfPooling() {
      super("ncf_pooling");
    }
  }

  /** The nightly list of every known user: unseen movies by NCF score. */
  public static final class Recommendations extends Table {
    public final String userId = required("userId", LONG, "a user with ratings");
    public final String rank = required("rank", INT, "1 is the best");
    public final String movieId = required("movieId", LONG, "a movie that the user has not rated");
    public final String score =
        required("score", FLOAT, "NCF score, 0 to 1; a typical user's tenth best has .5");

    private Recommendations() {
      super("recommendations");
    }
  }

  /** Every user's ratings in one row, oldest first. */
  public static final class UserHistories extends Table {
    public final String userId = required("userId", LONG, "a user with ratings");
    public final String movieIds = required("movieIds", LONG_ARRAY, "rated movies, oldest first");
    public final String ratings = required("ratings", FLOAT_ARRAY, "stars, aligned with movieIds");
    public final String timestamps =
        required("timestamps", LONG_ARRAY, "seconds since 1970, aligned with movieIds");

    private UserHistories() {
      super("user_histories");
    }
  }
}
