package dev.marquee.serving.session;

import dev.marquee.serving.recommend.GivenRating;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ratings of one visit. Safe for many threads. */
public final class Session {
  private final String id;
  private final int mostRatings;
  private final Map<Long, GivenRating> ratings = new LinkedHashMap<>();

  Session(String id, int mostRatings) {
    this.id = id;
    this.mostRatings = mostRatings;
  }

  /** Its id, which nobody can guess. */
  public String id() {
    return id;
  }

  /**
   * Adds a rating, in the place of an earlier one of the same movie.
   *
   * @return false if the session has as many ratings as it may have
   */
  public synchronized boolean rate(GivenRating rating) {
    if (ratings.size() >= mostRatings && !ratings.containsKey(rating.movieId())) {
      return false;
    }
    ratings.remove(rating.movieId());
    ratings.put(rating.movieId(), rating);
    return true;
  }

  /**
   * Takes a rating back.
   *
   * @return whether there was one
   */
  public synchronized boolean unrate(long movieId) {
    return ratings.remove(movieId) != null;
  }

  /** The ratings, the newest last. */
  public synchronized List<GivenRating> ratings() {
    return new ArrayList<>(ratings.values());
  }
}
