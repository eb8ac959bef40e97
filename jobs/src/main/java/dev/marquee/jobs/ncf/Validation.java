package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDManager;

/**
 * nDCG@10 over the validation users. Each has one relevant movie, so a user's value is {@code 1 /
 * log2(rank + 1)} where the held-out movie is among the first ten, else 0. All unseen movies of the
 * catalogue compete; equal scores count as ranked before it.
 */
final class Validation {
  static final int CUTOFF = 10;
  private static final int USER_BATCH = 8;

  private final Interactions interactions;
  private final Holdout holdout;

  Validation(Interactions interactions, Holdout holdout) {
    this.interactions = interactions;
    this.holdout = holdout;
  }

  /** Mean nDCG@10; 0 without validation users. */
  double ndcg(NeuMf model, NDManager manager) {
    if (holdout.size() == 0) {
      return 0;
    }
    double sum = 0;
    try (CatalogueScorer scorer = new CatalogueScorer(model, manager)) {
      int factors = model.architecture().factors();
      for (int from = 0; from < holdout.size(); from += USER_BATCH) {
        int to = Math.min(from + USER_BATCH, holdout.size());
        long[] rows = new long[to - from];
        for (int i = from; i < to; i++) {
          rows[i - from] = holdout.user(i);
        }
        float[] gmf = UserVectors.rows(model.gmfUsers(), rows, factors);
        float[] mlp = UserVectors.rows(model.mlpUsers(), rows, factors);
        float[] scores = scorer.score(gmf, mlp);
        for (int i = from; i < to; i++) {
          sum += gain(rank(scores, (i - from) * scorer.movies(), i));
        }
      }
    }
    return sum / holdout.size();
  }

  /** {@code 1 / log2(rank + 1)} up to rank 10, 0 beyond. */
  static double gain(int rank) {
    return rank <= CUTOFF ? Math.log(2) / Math.log(rank + 1.0) : 0;
  }

  private int rank(float[] scores, int offset, int validationUser) {
    int user = holdout.user(validationUser);
    int target = holdout.movie(validationUser);
    float targetScore = scores[offset + target];
    int before = 0;
    for (int movie = 0; movie < interactions.movies(); movie++) {
      if (scores[offset + movie] >= targetScore
          && movie != target
          && !interactions.seen(user, movie)) {
        before++;
      }
    }
    return before + 1;
  }
}
