package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.UserHistories;

/**
 * Stored vectors for users of the snapshot, and vectors made from the audiences of the rated movies
 * for everybody else (folding in).
 *
 * <p>The audience of a movie is everyone who rated it neutral or better. With {@code m} the mean
 * vector of all users, {@code n_j} the size of movie j's audience and {@code s_j} the sum of its
 * vectors, its shrunk mean deviates from the average user by
 *
 * <pre>   v_j = (s_j - n_j m) / (n_j + 5)</pre>
 *
 * <p>Ratings with signed weights {@code a_j} ({@link RatingScale}) make the direction {@code x =
 * sum_j a_j v_j}. Means of many users lie near the centre, so it is stretched to the length that a
 * user's deviation typically has, {@code l} = the root mean square of {@code |u - m|}:
 *
 * <pre>   foldIn(ratings) = m + l x / |x|</pre>
 *
 * <p>A user of the snapshot with {@code k} ratings that came with the request beside {@code n}
 * stored ones that still hold is {@code (n stored + k foldIn(those that came)) / (n + k)}; where
 * stored ratings were only deleted, k is their number and the rest is folded in. All of this is
 * done for each branch.
 */
final class AudienceVectors implements UserVectors {
  /** Average users that are added to each audience, so that one viewer does not stand for all. */
  private static final int SHRINKAGE = 5;

  private final NcfFactors ncf;
  private final UserHistories histories;
  private final Branch gmf;
  private final Branch mlp;

  AudienceVectors(Snapshot snapshot, RatingScale ratings) {
    ncf = snapshot.ncf();
    histories = snapshot.histories();
    int movies = snapshot.movies().size();
    gmf = new Branch(ncf.userGmf(), ncf.movieGmf().dimension(), movies, ratings);
    int userInputs = ncf.layers().get(0).inputSize() - ncf.movieMlp().dimension();
    mlp = new Branch(ncf.userMlp(), userInputs, movies, ratings);
  }

  @Override
  public UserVector of(History history) {
    int stored = storedRow(history);
    int changes = history.givenCount() > 0 ? history.givenCount() : history.deletedCount();
    boolean onlyGiven = stored >= 0 && history.givenCount() > 0;
    if (stored >= 0 && changes == 0) {
      return new UserVector(ncf.userGmf().row(stored), ncf.userMlp().row(stored));
    }
    float[] gmfVector = gmf.foldIn(history, onlyGiven);
    float[] mlpVector = mlp.foldIn(history, onlyGiven);
    if (stored >= 0) {
      int kept = history.size() - history.givenCount();
      float share = (float) changes / (kept + changes);
      blend(gmfVector, ncf.userGmf(), stored, share);
      blend(mlpVector, ncf.userMlp(), stored, share);
    }
    return new UserVector(gmfVector, mlpVector);
  }

  private int storedRow(History history) {
    return history.userRow() < 0
        ? -1
        : ncf.userIds().rowOf(histories.userIds().at(history.userRow()));
  }

  private static void blend(float[] folded, DenseVectors stored, int row, float share) {
    for (int i = 0; i < folded.length; i++) {
      float before = stored.values()[row * folded.length + i];
      folded[i] = before + share * (folded[i] - before);
    }
  }

  /** Means and audiences of one branch's vectors. */
  private final class Branch {
    private final int dimension;
    private final float[] mean;
    private final float[] deviations;
    private final double typicalLength;

    Branch(DenseVectors users, int dimension, int movies, RatingScale ratings) {
      this.dimension = dimension;
      float[] values = users.values();
      mean = new float[dimension];
      for (int user = 0; user < users.rows(); user++) {
        FloatVectors.addScaled(values, user * dimension, 1f / users.rows(), mean, 0, dimension);
      }
      double squares = 0;
      float[] deviation = new float[dimension];
      deviations = new float[Math.multiplyExact(movies, dimension)];
      int[] audience = new int[movies];
      for (int user = 0; user < users.rows(); user++) {
        for (int i = 0; i < dimension; i++) {
          deviation[i] = values[user * dimension + i] - mean[i];
        }
        squares += FloatVectors.dot(deviation, 0, deviation, 0, dimension);
        int row = histories.userIds().rowOf(ncf.userIds().at(user));
        if (row >= 0) {
          join(row, deviation, audience, ratings);
        }
      }
      typicalLength = users.rows() == 0 ? 0 : Math.sqrt(squares / users.rows());
      for (int movie = 0; movie < movies; movie++) {
        float scale = 1f / (audience[movie] + SHRINKAGE);
        for (int i = movie * dimension; i < (movie + 1) * dimension; i++) {
          deviations[i] *= scale;
        }
      }
    }

    private void join(int row, float[] deviation, int[] audience, RatingScale ratings) {
      for (int place = histories.from(row); place < histories.to(row); place++) {
        if (histories.rating(place) >= ratings.neutral()) {
          int movie = histories.movie(place);
          audience[movie]++;
          FloatVectors.addScaled(deviation, 0, 1, deviations, movie * dimension, dimension);
        }
      }
    }

    float[] foldIn(History history, boolean onlyGiven) {
      float[] direction = new float[dimension];
      for (int place = 0; place < history.size(); place++) {
        if (!onlyGiven || history.given(place)) {
          FloatVectors.addScaled(
              deviations,
              history.movie(place) * dimension,
              history.weight(place),
              direction,
              0,
              dimension);
        }
      }
      double length = Math.sqrt(FloatVectors.dot(direction, 0, direction, 0, dimension));
      float stretch = length == 0 ? 0 : (float) (typicalLength / length);
      float[] folded = mean.clone();
      FloatVectors.addScaled(direction, 0, stretch, folded, 0, dimension);
      return folded;
    }
  }
}
