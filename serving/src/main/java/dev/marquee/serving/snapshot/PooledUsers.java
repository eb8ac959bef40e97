package dev.marquee.serving.snapshot;

import dev.marquee.data.HistoryPooling;

/**
 * Users of whom a model learned nothing by name: their vectors are what their histories give. Then
 * the stored vectors, which would take most of the memory, need not be kept.
 */
final class PooledUsers {
  /** So many users tell: either all have vectors of their own, or nobody. */
  static final int COMPARED = 50;

  private PooledUsers() {}

  /** Whether each of these users' vectors is the pooled history. */
  static boolean areAll(
      UserTables.Factors users,
      UserHistories histories,
      DenseVectors movies,
      HistoryPooling pooling) {
    int length = pooling.length();
    if (users.gmf().dimension() != length || movies.dimension() != length) {
      return false;
    }
    for (int user = 0; user < users.ids().size(); user++) {
      int row = histories.userIds().rowOf(users.ids().at(user));
      if (row < 0) {
        return false;
      }
      int[] rated = histories.moviesOf(row);
      float[] pooled = pooling.pool(movies.values(), rated, histories.ratingsOf(row), rated.length);
      if (!areAlike(users.gmf().row(user), pooled)) {
        return false;
      }
    }
    return true;
  }

  /** Equal but for what another order of sums does. */
  private static boolean areAlike(float[] some, float[] others) {
    float largest = 0;
    float difference = 0;
    for (int i = 0; i < some.length; i++) {
      largest = Math.max(largest, Math.abs(some[i]));
      difference = Math.max(difference, Math.abs(some[i] - others[i]));
    }
    return difference <= 1e-4 * largest;
  }
}
