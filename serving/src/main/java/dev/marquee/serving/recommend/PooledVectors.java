package dev.marquee.serving.recommend;

import dev.marquee.data.HistoryPooling;
import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.UserHistories;
import java.util.Arrays;

/**
 * Vectors pooled from the history as training pools them, see {@link HistoryPooling}. With p(h) the
 * pooled history, oldest rating first:
 *
 * <pre>
 *   without stored vector    p(ratings), without ratings the blocks' base
 *   with, nothing changed    the stored vector
 *   with, ratings changed    stored vector - p(stored ratings) + p(ratings as they are now)
 * </pre>
 *
 * <p>The last keeps what training learned of a user by name and lets every rating, new, changed or
 * deleted, say what it would have said in training. Where training learned nothing of users by
 * name, no vectors are stored, see {@code PooledUsers}.
 *
 * <p>Cost: ratings x length of a vector; none for a stored one without changes.
 */
final class PooledVectors implements UserVectors {
  private final NcfFactors ncf;
  private final HistoryPooling pooling;
  private final UserHistories histories;

  PooledVectors(Snapshot snapshot) {
    ncf = snapshot.ncf();
    pooling = ncf.pooling();
    histories = snapshot.histories();
  }

  @Override
  public UserVector of(History history) {
    int row = storedRow(history);
    if (row >= 0 && history.givenCount() == 0 && history.deletedCount() == 0) {
      return new UserVector(ncf.userGmf().row(row), ncf.userMlp().row(row));
    }
    float[] vector = pool(history.movies(), history.stars());
    int gmf = ncf.movieGmf().dimension();
    if (row >= 0) {
      float[] before = poolStored(history.userRow());
      for (int i = 0; i < vector.length; i++) {
        float stored =
            i < gmf
                ? ncf.userGmf().values()[row * gmf + i]
                : ncf.userMlp().values()[row * (vector.length - gmf) + i - gmf];
        vector[i] += stored - before[i];
      }
    }
    return new UserVector(
        Arrays.copyOf(vector, gmf), Arrays.copyOfRange(vector, gmf, vector.length));
  }

  private int storedRow(History history) {
    return history.userRow() < 0
        ? -1
        : ncf.userIds().rowOf(histories.userIds().at(history.userRow()));
  }

  private float[] poolStored(int user) {
    return pool(histories.moviesOf(user), histories.ratingsOf(user));
  }

  private float[] pool(int[] movies, float[] stars) {
    return pooling.pool(ncf.movieHistory().values(), movies, stars, movies.length);
  }
}
