package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean nDCG@10 over the validation users, full ranking: all movies that the user has not rated in
 * the fitted part compete, every held-out movie is relevant, the ideal is cut at ten. Equal scores
 * are ranked by movie row.
 *
 * <p>An evaluation costs users x movies x width; memory is {@value #USER_BATCH} users' scores.
 */
final class ValidationRanking {
  static final int CUTOFF = 10;
  private static final int USER_BATCH = 256;
  private static final int SCORER_BATCH = 8;

  private final ValidationCut cut;
  private final NDManager parent;

  ValidationRanking(ValidationCut cut, NDManager parent) {
    this.cut = cut;
    this.parent = parent;
  }

  /** A manager on the device of this ranking, to be closed by the caller. */
  NDManager manager() {
    return parent.newSubManager();
  }

  ValidationCut cut() {
    return cut;
  }

  /**
   * Ranks by dot products; 0 without validation users.
   *
   * @param users vectors of the validation users, row-major {@code [validation users][width]}
   * @param movies vectors of all movies, row-major {@code [movies][width]}
   */
  double ndcg(float[] users, float[] movies, int width) {
    return mean(values(users, movies, width));
  }

  /** The mean over users; 0 without any. */
  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** nDCG@10 of each validation user; parameters as of {@link #ndcg(float[], float[], int)}. */
  double[] values(float[] users, float[] movies, int width) {
    int count = cut.users().length;
    int catalogue = cut.fit().movies();
    double[] values = new double[count];
    try (NDManager manager = parent.newSubManager()) {
      NDArray table = manager.create(movies, new Shape(catalogue, width)).transpose();
      for (int from = 0; from < count; from += USER_BATCH) {
        int first = from;
        int size = Math.min(USER_BATCH, count - from);
        float[] scores;
        try (NDManager batch = manager.newSubManager()) {
          float[] rows = Arrays.copyOfRange(users, from * width, (from + size) * width);
          NDArray product = batch.create(rows, new Shape(size, width)).matMul(table);
          product.attach(batch);
          scores = product.toFloatArray();
        }
        IntStream.range(0, size)
            .parallel()
            .forEach(i -> values[first + i] = ndcg(first + i, scores, i * catalogue));
      }
    }
    return values;
  }

  /** The same for the first so many validation users, scored by a whole model. */
  double ndcg(CatalogueScorer scorer, float[] gmf, float[] mlp, int users) {
    double sum = 0;
    int gmfWidth = gmf.length / users;
    int mlpWidth = mlp.length / users;
    for (int from = 0; from < users; from += SCORER_BATCH) {
      int to = Math.min(users, from + SCORER_BATCH);
      float[] scores =
          scorer.logits(
              Arrays.copyOfRange(gmf, from * gmfWidth, to * gmfWidth),
              Arrays.copyOfRange(mlp, from * mlpWidth, to * mlpWidth));
      for (int i = from; i < to; i++) {
        sum += ndcg(i, scores, (i - from) * cut.fit().movies());
      }
    }
    return users == 0 ? 0 : sum / users;
  }

  private double ndcg(int validationUser, float[] scores, int offset) {
    Interactions fit = cut.fit();
    int user = cut.users()[validationUser];
    boolean[] seen = new boolean[fit.movies()];
    for (int i = fit.start(user); i < fit.end(user); i++) {
      seen[fit.movie(i)] = true;
    }
    int[] wanted = cut.wanted()[validationUser];
    double gain = 0;
    int[] top = top(scores, offset, seen);
    for (int place = 0; place < top.length; place++) {
      if (Arrays.binarySearch(wanted, top[place]) >= 0) {
        gain += discount(place + 1);
      }
    }
    double ideal = 0;
    for (int place = 0; place < Math.min(CUTOFF, wanted.length); place++) {
      ideal += discount(place + 1);
    }
    return gain / ideal;
  }

  /** Rows of the best unseen movies, the best first, by insertion into a short list. */
  private static int[] top(float[] scores, int offset, boolean[] seen) {
    int[] top = new int[CUTOFF];
    int size = 0;
    for (int movie = 0; movie < seen.length; movie++) {
      float score = scores[offset + movie];
      if (seen[movie] || (size == CUTOFF && score <= scores[offset + top[size - 1]])) {
        continue;
      }
      int place = size < CUTOFF ? size++ : size - 1;
      while (place > 0 && scores[offset + top[place - 1]] < score) {
        top[place] = top[place - 1];
        place--;
      }
      top[place] = movie;
    }
    return Arrays.copyOf(top, size);
  }

  /** {@code 1 / log2(rank + 1)}. */
  static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }
}
