package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Ids;
import java.util.Map;
import java.util.Optional;

/**
 * The tastes of users of one snapshot who were asked for of late. They cannot grow old: a user who
 * has rated since is asked for with ratings and has none here, and the next snapshot has its own.
 */
final class Tastes {
  private final Ids userIds;
  private final Optional<Map<Integer, Taste>> byRow;

  /**
   * None yet.
   *
   * @param byRow takes them, by the user's row; may lose any at any time; empty to keep none
   */
  Tastes(Ids userIds, Optional<Map<Integer, Taste>> byRow) {
    this.userIds = userIds;
    this.byRow = byRow;
  }

  /** The taste of a request's user; empty if it is not here, or the user's ratings have changed. */
  Optional<Taste> of(RecommendationRequest request) {
    if (byRow.isEmpty()
        || request.userId().isEmpty()
        || !request.ratings().isEmpty()
        || !request.deletedRatings().isEmpty()) {
      return Optional.empty();
    }
    int row = userIds.rowOf(request.userId().getAsLong());
    return row < 0 ? Optional.empty() : Optional.ofNullable(byRow.get().get(row));
  }

  /** Whether the taste of whoever has these ratings is to be kept. */
  boolean takes(History history) {
    return byRow.isPresent() && history.kind() == UserKind.KNOWN;
  }

  /** Keeps the taste of a user whose ratings have not changed. */
  void put(Taste taste) {
    byRow.orElseThrow().put(taste.history().userRow(), taste);
  }

  /** Users whose taste is kept now. */
  int count() {
    return byRow.map(Map::size).orElse(0);
  }
}
