package dev.marquee.serving.recommend;

import java.util.List;

/** One reason for a recommendation, as data. */
public sealed interface Reason {

  /**
   * The movie is like one that the user liked.
   *
   * @param movieId the liked movie
   * @param title its title
   * @param stars what the user gave it
   * @param similarity content similarity of the two movies
   */
  record BecauseYouRated(long movieId, String title, double stars, double similarity)
      implements Reason {}

  /**
   * The movie has genres that the user likes.
   *
   * @param genres at most three, the most liked first
   */
  record SharedGenres(List<String> genres) implements Reason {
    /** Copies the list. */
    public SharedGenres {
      genres = List.copyOf(genres);
    }
  }

  /**
   * The movie has a genre of which the user has rated nothing.
   *
   * @param genre the genre
   */
  record NewGenre(String genre) implements Reason {}

  /** People with a similar taste watch the movie: the NCF model puts it well above the average. */
  record SimilarTaste(double probability) implements Reason {}

  /**
   * The movie is widely liked.
   *
   * @param ratingCount number of its ratings
   * @param meanStars mean of its ratings
   */
  record Popular(long ratingCount, double meanStars) implements Reason {}
}
