package dev.marquee.serving.snapshot;

import dev.marquee.data.FittedWeights;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything of one published snapshot that a request may need, in memory and immutable. All parts
 * name movies by their row in {@link #movies()}.
 *
 * <p>Memory, for embeddings of length e, t terms a movie, k neighbours a movie and f numbers in a
 * user's vectors of the NCF model:
 *
 * <ul>
 *   <li>a movie: {@code 4 e + 8 t + 8 k + 8 f + 64} bytes and its texts. With e = 256, t = 30, k =
 *       50, f = 449 that is about 5.3 KB and 0.2-0.5 KB of text.
 *   <li>a user: {@code 4 f + 16 r + 8 n + 32} bytes with r ratings and a nightly list of n. With f
 *       = 449, r = 165, n = 200 that is about 6.1 KB.
 * </ul>
 *
 * <p>{@link #bytesPerMovie()} and {@link #bytesPerUser()} give the figures of this snapshot.
 *
 * @param id the snapshot's id
 * @param movies the catalogue
 * @param embeddings one unit vector a movie
 * @param tfidf one unit vector (or an empty one) a movie
 * @param similar the most similar movies of each movie
 * @param popularity figures of each movie
 * @param ncf the collaborative model
 * @param nightly the nightly list of each known user
 * @param histories the ratings of each known user
 * @param fittedWeights the hybrid's weights that were fitted for this snapshot, if there are some
 */
public record Snapshot(
    String id,
    Movies movies,
    DenseVectors embeddings,
    SparseVectors tfidf,
    RankedLists similar,
    Popularity popularity,
    NcfFactors ncf,
    UserLists nightly,
    UserHistories histories,
    Optional<FittedWeights> fittedWeights) {

  /** Refuses parts with another number of movies than the catalogue. */
  public Snapshot {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(fittedWeights, "fittedWeights");
    int expected = movies.size();
    expect("movie_embeddings", embeddings.rows(), expected);
    expect("movie_tfidf", tfidf.rows(), expected);
    expect("similar_movies", similar.rows(), expected);
    expect("movie_popularity", popularity.rows(), expected);
    expect("movie_factors", ncf.movieGmf().rows(), expected);
  }

  private static void expect(String table, int rows, int movies) {
    if (rows != movies) {
      throw new IllegalArgumentException(
          "%s has %d rows, expected one for each of %d movies".formatted(table, rows, movies));
    }
  }

  /** Bytes of all arrays and texts with one entry a movie, divided by the movies; 0 for none. */
  public double bytesPerMovie() {
    long bytes =
        movies.bytes()
            + embeddings.bytes()
            + tfidf.bytes()
            + similar.bytes()
            + popularity.bytes()
            + ncf.movieBytes();
    return movies.size() == 0 ? 0 : (double) bytes / movies.size();
  }

  /** Bytes of all arrays with one entry a user, divided by the users; 0 for none. */
  public double bytesPerUser() {
    long bytes = ncf.userBytes() + nightly.bytes() + histories.bytes();
    int users = histories.userIds().size();
    return users == 0 ? 0 : (double) bytes / users;
  }
}
