package dev.marquee.evaluation.split;

import java.util.List;

/**
 * One evaluation problem: what models may learn from, what is known of each evaluated user when a
 * list is asked for, and what that user rated besides.
 *
 * <p>Rows of {@code train} are training users. Rows of {@code histories} and {@code test} are the
 * evaluated users, the same in both; "user row" means these unless training is said. Movie rows are
 * those of the catalogue everywhere. No user has the same movie in history and test.
 *
 * @param name for reports
 * @param catalogue the movies
 * @param trainUserIds ids of the training users, ascending
 * @param train what models are trained on
 * @param userIds ids of the evaluated users, ascending
 * @param trainRows by user row, the row in {@code train}, or -1 for a user never trained on
 * @param histories what is known at request time: the training ratings, the fold-in ratings or both
 * @param test the held-out ratings, at least one a user
 * @param notes what was left out of the input
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; read in inner loops.
public record Split(
    String name,
    Catalogue catalogue,
    long[] trainUserIds,
    Interactions train,
    long[] userIds,
    int[] trainRows,
    Interactions histories,
    Interactions test,
    List<InputNote> notes) {

  /** Refuses parts of different sizes. */
  public Split {
    notes = List.copyOf(notes);
    if (trainUserIds.length != train.users()
        || userIds.length != histories.users()
        || userIds.length != test.users()
        || userIds.length != trainRows.length) {
      throw new IllegalArgumentException("the parts of split " + name + " have different users");
    }
    if (train.movies() != catalogue.size()
        || histories.movies() != catalogue.size()
        || test.movies() != catalogue.size()) {
      throw new IllegalArgumentException("the parts of split " + name + " have different movies");
    }
  }

  /** Number of evaluated users. */
  public int users() {
    return userIds.length;
  }

  /** Number of movies. */
  public int movies() {
    return catalogue.size();
  }

  /** Ids of the movies by movie row; a new array. */
  public long[] movieIds() {
    long[] ids = new long[movies()];
    for (int movie = 0; movie < ids.length; movie++) {
      ids[movie] = catalogue.movie(movie).movieId();
    }
    return ids;
  }

  /**
   * A split of the training ratings alone, to choose settings on; the test ratings stay unseen.
   *
   * @param share of each user's ratings that is held out, above 0 and below 1
   * @param seed of a random cut; a temporal one has no chance in it
   */
  public Split validation(Cut cut, double share, long seed) {
    return cut.apply(
        name + " validation " + cut.word(), catalogue, trainUserIds, train, share, seed);
  }
}
