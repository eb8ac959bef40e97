package dev.marquee.serving.api;

import dev.marquee.serving.events.EventStore;
import dev.marquee.serving.events.EventStoreUnavailableException;
import dev.marquee.serving.events.StoredRating;
import dev.marquee.serving.events.UserChanges;
import dev.marquee.serving.recommend.GivenRating;
import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.UserHistories;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A user as the snapshot and the event store together know them.
 *
 * @param userId the user
 * @param changes what happened since the snapshot
 * @param degraded why the changes are not known, if they are not
 */
record Audience(long userId, UserChanges changes, Optional<String> degraded) {
  private static final String DEGRADED =
      "the event store is down: ratings since the snapshot do not count";

  /** What is known of a user; without the event store, what the snapshot knows. */
  static Audience of(EventStore events, long userId) {
    try {
      return new Audience(userId, events.changes(userId), Optional.empty());
    } catch (EventStoreUnavailableException e) {
      return new Audience(userId, UserChanges.NONE, Optional.of(DEGRADED));
    }
  }

  /** Whether the snapshot's ratings of the user count. */
  boolean isInSnapshot(Snapshot snapshot) {
    return !changes.erased() && snapshot.histories().userIds().rowOf(userId) >= 0;
  }

  /** Whether anything is known of the user. */
  boolean isKnown(Snapshot snapshot) {
    return isInSnapshot(snapshot) || !changes.ratings().isEmpty();
  }

  /** What a query asks of the ranking core; an erased user is as good as a visitor. */
  RecommendationRequest request(ServedSnapshot served, RecommendationQuery query) {
    Snapshot snapshot = served.snapshot();
    int omitted = query.withoutNewest();
    Audience asking = omitted == 0 ? this : without(newest(snapshot, omitted));
    return query.applyTo(asking.request(snapshot), served.movies()).build();
  }

  private Set<Long> newest(Snapshot snapshot, int count) {
    return UserRatings.now(snapshot, this).stream()
        .limit(count)
        .map(StoredRating::movieId)
        .collect(Collectors.toSet());
  }

  private Audience without(Set<Long> movieIds) {
    Set<Long> deleted = new HashSet<>(changes.deleted());
    deleted.addAll(movieIds);
    return new Audience(
        userId,
        new UserChanges(
            changes.ratings().stream()
                .filter(rating -> !movieIds.contains(rating.movieId()))
                .toList(),
            deleted,
            changes.erased()),
        degraded);
  }

  private RecommendationRequest.Builder request(Snapshot snapshot) {
    RecommendationRequest.Builder builder =
        changes.erased()
            ? RecommendationRequest.forVisitor()
            : RecommendationRequest.forUser(userId);
    return builder.ratings(news(snapshot)).deletedRatings(changes.deleted());
  }

  /** The ratings that the snapshot does not know yet: the nightly job takes the others over. */
  private List<GivenRating> news(Snapshot snapshot) {
    List<GivenRating> news = new ArrayList<>();
    int user = changes.erased() ? -1 : snapshot.histories().userIds().rowOf(userId);
    for (StoredRating rating : changes.ratings()) {
      if (user < 0 || !isInSnapshot(snapshot, user, rating)) {
        news.add(new GivenRating(rating.movieId(), rating.stars(), rating.timestamp()));
      }
    }
    return news;
  }

  private static boolean isInSnapshot(Snapshot snapshot, int user, StoredRating rating) {
    UserHistories histories = snapshot.histories();
    int movie = snapshot.movies().rowOf(rating.movieId());
    for (int place = histories.from(user); place < histories.to(user); place++) {
      if (histories.movie(place) == movie) {
        return histories.rating(place) == (float) rating.stars()
            && histories.timestamp(place) == rating.timestamp();
      }
    }
    return false;
  }
}
