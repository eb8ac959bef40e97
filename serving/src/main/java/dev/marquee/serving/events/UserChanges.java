package dev.marquee.serving.events;

import java.util.List;
import java.util.Set;

/**
 * How a user's ratings differ from the CSV history. For each movie named here, only what stands
 * here counts, unless the history has something later.
 *
 * @param ratings the latest rating of each movie, by movie id
 * @param deleted movies whose rating was taken back; none of them is among the ratings
 * @param erased whether the user was erased: then nothing of the history counts
 */
public record UserChanges(List<StoredRating> ratings, Set<Long> deleted, boolean erased) {
  /** The changes of a user whom the store does not know. */
  public static final UserChanges NONE = new UserChanges(List.of(), Set.of(), false);

  /** Copies. */
  public UserChanges {
    ratings = List.copyOf(ratings);
    deleted = Set.copyOf(deleted);
  }
}
