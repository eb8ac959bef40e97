package dev.marquee.serving.api;

import dev.marquee.serving.events.StoredRating;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.UserHistories;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user's ratings as they are now. */
final class UserRatings {
  private UserRatings() {}

  /** Those of the snapshot with all that changed since, the newest first. */
  static List<StoredRating> now(Snapshot snapshot, Audience audience) {
    Map<Long, StoredRating> ratings = new HashMap<>();
    if (audience.isInSnapshot(snapshot)) {
      UserHistories histories = snapshot.histories();
      int user = histories.userIds().rowOf(audience.userId());
      for (int place = histories.from(user); place < histories.to(user); place++) {
        long movieId = snapshot.movies().id(histories.movie(place));
        ratings.put(
            movieId,
            new StoredRating(movieId, histories.rating(place), histories.timestamp(place)));
      }
    }
    audience.changes().deleted().forEach(ratings::remove);
    audience.changes().ratings().forEach(rating -> ratings.put(rating.movieId(), rating));
    List<StoredRating> newestFirst = new ArrayList<>(ratings.values());
    newestFirst.sort(
        Comparator.comparingLong(StoredRating::timestamp)
            .reversed()
            .thenComparing(StoredRating::movieId));
    return newestFirst;
  }
}
