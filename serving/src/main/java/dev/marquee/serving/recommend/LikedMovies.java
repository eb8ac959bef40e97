package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import java.util.Optional;
import java.util.stream.IntStream;

/** The movies that a user liked of late, to find the one that a movie of a list is most like. */
final class LikedMovies {
  /** Ratings that are searched, the newest first. */
  private static final int RATINGS_SEARCHED = 100;

  private final Movies movies;
  private final ContentModel content;
  private final History history;

  /** Places of their ratings. */
  private final int[] places;

  /** Of the embeddings of each listed movie and each of those. */
  private final float[][] cosines;

  private final float[] terms;

  /** Compares these movies of a list. */
  LikedMovies(RankingModel model, History history, RatingScale ratings, int[] listed) {
    movies = model.movies();
    content = model.content();
    this.history = history;
    places =
        IntStream.range(Math.max(0, history.size() - RATINGS_SEARCHED), history.size())
            .filter(place -> history.stars(place) >= ratings.liked())
            .toArray();
    cosines = content.embeddingCosines(listed, IntStream.of(places).map(history::movie).toArray());
    terms = content.terms().zeros();
  }

  /**
   * The liked movie that adds most to a movie's content score, the newer of equal ones; empty if
   * none adds to it.
   *
   * @param listed place of the movie among the listed ones
   */
  Optional<Reason.BecauseYouRated> mostLike(int listed, int movie) {
    content.terms().set(movie, 1, terms);
    int best = -1;
    float similarity = 0;
    double most = 0;
    for (int i = places.length - 1; i >= 0; i--) {
      double weight = history.weight(places[i]);
      int other = history.movie(places[i]);
      // Most cannot win, whatever their terms.
      if (weight * content.mostSimilarity(movie, other, cosines[listed][i]) > most) {
        float found = content.similarity(movie, other, cosines[listed][i], terms);
        if (weight * found > most) {
          most = weight * found;
          similarity = found;
          best = places[i];
        }
      }
    }
    content.terms().set(movie, 0, terms);
    if (best < 0) {
      return Optional.empty();
    }
    int other = history.movie(best);
    return Optional.of(
        new Reason.BecauseYouRated(
            movies.id(other), movies.title(other), history.stars(best), similarity));
  }
}
