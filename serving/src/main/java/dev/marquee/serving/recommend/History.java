package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.UserHistories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ratings that a request is answered from, oldest first: the stored ones of the user, without
 * those that were deleted, and those that came with the request, which take the place of stored
 * ones. Arrays are aligned.
 */
final class History {
  private final int userRow;
  private final int[] movies;
  private final float[] stars;
  private final boolean[] given;
  private final float[] weights;
  private final int deleted;
  private final List<Long> ignored;

  private History(
      int userRow, Entry[] entries, int deleted, List<Long> ignored, RatingScale scale) {
    this.userRow = userRow;
    this.deleted = deleted;
    this.ignored = ignored;
    int size = entries.length;
    movies = new int[size];
    stars = new float[size];
    given = new boolean[size];
    weights = new float[size];
    for (int i = 0; i < size; i++) {
      movies[i] = entries[i].movie;
      stars[i] = entries[i].stars;
      given[i] = entries[i].given;
      weights[i] = (float) scale.weight(entries[i].stars, size - 1 - i);
    }
  }

  /** The stored ratings of a user, as they are. */
  private History(UserHistories histories, int user, RatingScale scale) {
    userRow = user;
    deleted = 0;
    ignored = List.of();
    movies = histories.moviesOf(user);
    stars = histories.ratingsOf(user);
    given = new boolean[movies.length];
    weights = new float[movies.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) scale.weight(stars[i], weights.length - 1 - i);
    }
  }

  private record Entry(int movie, float stars, long timestamp, boolean given) {}

  /** The ratings of a request's user. */
  static History of(Snapshot snapshot, RecommendationRequest request, RatingScale scale) {
    UserHistories histories = snapshot.histories();
    int user =
        request.userId().isPresent() ? histories.userIds().rowOf(request.userId().getAsLong()) : -1;
    if (user >= 0
        && request.ratings().isEmpty()
        && request.deletedRatings().isEmpty()
        && isInOrder(histories, user)) {
      return new History(histories, user, scale);
    }
    Movies movies = snapshot.movies();
    List<Long> ignored = new ArrayList<>();
    Map<Integer, Entry> given = new LinkedHashMap<>();
    for (GivenRating rating : request.ratings()) {
      int movie = movies.rowOf(rating.movieId());
      if (movie < 0) {
        ignored.add(rating.movieId());
      } else {
        given.put(movie, new Entry(movie, (float) rating.stars(), rating.timestamp(), true));
      }
    }
    Set<Integer> deletions = new HashSet<>();
    request.deletedRatings().forEach(id -> deletions.add(movies.rowOf(id)));
    List<Entry> entries = new ArrayList<>(given.values());
    int deleted = 0;
    if (user >= 0) {
      for (int place = histories.from(user); place < histories.to(user); place++) {
        int movie = histories.movie(place);
        if (given.containsKey(movie)) {
          continue;
        }
        if (deletions.contains(movie)) {
          deleted++;
        } else {
          entries.add(new Entry(movie, histories.rating(place), histories.timestamp(place), false));
        }
      }
    }
    Entry[] sorted = entries.toArray(Entry[]::new);
    Arrays.sort(sorted, Comparator.comparingLong(Entry::timestamp).thenComparing(Entry::movie));
    return new History(user, sorted, deleted, ignored, scale);
  }

  /** Whether a user's stored ratings ascend as all histories do: by time, then by movie. */
  private static boolean isInOrder(UserHistories histories, int user) {
    for (int place = histories.from(user) + 1; place < histories.to(user); place++) {
      long later = histories.timestamp(place) - histories.timestamp(place - 1);
      if (later < 0 || (later == 0 && histories.movie(place) <= histories.movie(place - 1))) {
        return false;
      }
    }
    return true;
  }

  /** The user's row in the stored histories, negative if there is none. */
  int userRow() {
    return userRow;
  }

  /** Number of ratings. */
  int size() {
    return movies.length;
  }

  /** Row of a rated movie. */
  int movie(int place) {
    return movies[place];
  }

  /** Rows of all rated movies, oldest rating first; do not modify. */
  int[] movies() {
    return movies;
  }

  /** Stars of all ratings, aligned with the movies; do not modify. */
  float[] stars() {
    return stars;
  }

  /** Stars of a rating. */
  float stars(int place) {
    return stars[place];
  }

  /** Signed weight of a rating, see {@link RatingScale}. */
  float weight(int place) {
    return weights[place];
  }

  /** Whether a rating came with the request. */
  boolean given(int place) {
    return given[place];
  }

  /** How many ratings came with the request. */
  int givenCount() {
    int count = 0;
    for (boolean one : given) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** How many stored ratings were deleted. */
  int deletedCount() {
    return deleted;
  }

  /** Ids of rated movies that the snapshot does not have. */
  List<Long> ignored() {
    return ignored;
  }

  /** What is known of the user. */
  UserKind kind() {
    if (size() == 0) {
      return UserKind.COLD_START;
    }
    if (userRow < 0) {
      return UserKind.VISITOR;
    }
    return givenCount() > 0 || deleted > 0 ? UserKind.ADAPTED : UserKind.KNOWN;
  }
}
