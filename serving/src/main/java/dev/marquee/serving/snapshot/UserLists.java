package dev.marquee.serving.snapshot;

/**
 * The nightly list of every known user.
 *
 * @param userIds the users with a list
 * @param lists one list a user, scores are NCF probabilities
 */
public record UserLists(Ids userIds, RankedLists lists) {

  /** Refuses a number of lists that is not the number of users. */
  public UserLists {
    if (lists.rows() != userIds.size()) {
      throw new IllegalArgumentException(
          "%d lists for %d users".formatted(lists.rows(), userIds.size()));
    }
  }

  long bytes() {
    return userIds.bytes() + lists.bytes();
  }
}
