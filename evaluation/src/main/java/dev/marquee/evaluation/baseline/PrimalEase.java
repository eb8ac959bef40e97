package dev.marquee.evaluation.baseline;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;
import java.util.Arrays;

/** EASE by inverting the movies × movies matrix. */
final class PrimalEase implements HistoryRanker {
  private final float[][] weights;

  PrimalEase(Interactions train, double lambda) {
    int movies = train.movies();
    double[] matrix = new double[movies * movies];
    for (int user = 0; user < train.users(); user++) {
      for (int i = train.start(user); i < train.end(user); i++) {
        int row = train.movie(i) * movies;
        for (int j = train.start(user); j < train.end(user); j++) {
          matrix[row + train.movie(j)]++;
        }
      }
    }
    for (int movie = 0; movie < movies; movie++) {
      matrix[movie * movies + movie] += lambda;
    }
    SymmetricInverse.invert(matrix, movies);
    weights = new float[movies][movies];
    for (int i = 0; i < movies; i++) {
      for (int j = 0; j < movies; j++) {
        weights[i][j] = i == j ? 0 : (float) (-matrix[i * movies + j] / matrix[j * movies + j]);
      }
    }
  }

  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0f);
    for (int movie : history.movies()) {
      float[] row = weights[movie];
      for (int target = 0; target < scores.length; target++) {
        scores[target] += row[target];
      }
    }
  }
}
