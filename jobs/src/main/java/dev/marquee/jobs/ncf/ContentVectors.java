package dev.marquee.jobs.ncf;

import dev.marquee.data.PairedDifference;
import dev.marquee.jobs.linear.ContentProjection;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The movies' vectors with what their content says. {@link ContentProjection} from text, genres and
 * year to the vectors of the rated movies predicts a vector for every movie; then
 *
 * <pre>
 *   rated movies:    vector = learned + ratedShare * predicted
 *   unrated movies:  vector =           unratedShare * predicted
 * </pre>
 *
 * <p>so that a movie nobody has rated stands in the same space. Its bias keeps the learned one, for
 * to have no ratings says something as well. Both shares are chosen on validation; where movies
 * without ratings are mostly obscure ones the second comes out small, which leaves their order
 * among themselves as it is.
 */
final class ContentVectors {
  private static final double[] RATED_SHARES = {0.25, 0.5, 1};
  private static final double[] UNRATED_SHARES = {1, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05};

  private final ModelVectors model;
  private final SparseMatrix features;
  private final int[] counts;
  private final int width;
  private final float[] learned;
  private final float[] predicted;

  /**
   * Predicts the candidates' vectors of all movies.
   *
   * @param features one row a movie
   * @param counts number of ratings of each movie
   */
  ContentVectors(ModelVectors model, SparseMatrix features, int[] counts) {
    this.model = model;
    this.features = features;
    this.counts = counts;
    width = model.width();
    learned = model.candidates();
    int bias = model.biasColumn();
    float[] centred = learned.clone();
    if (bias >= 0) {
      centre(centred, bias);
    }
    predicted =
        ContentProjection.fit(features, counts, centred, width, ContentProjection.DEFAULT_PENALTY)
            .predict(IntStream.range(0, counts.length).toArray());
  }

  /**
   * Vectors with those of unrated movies as their content predicts them.
   *
   * @param vectors row-major {@code [movies][width]}; not modified
   */
  static float[] withUnrated(float[] vectors, int width, SparseMatrix features, int[] counts) {
    int[] unrated = IntStream.range(0, counts.length).filter(i -> counts[i] == 0).toArray();
    float[] predictions =
        ContentProjection.fit(features, counts, vectors, width, ContentProjection.DEFAULT_PENALTY)
            .predict(unrated);
    float[] all = vectors.clone();
    for (int i = 0; i < unrated.length; i++) {
      System.arraycopy(predictions, i * width, all, unrated[i] * width, width);
    }
    return all;
  }

  /** An intercept: the regression has none. */
  private void centre(float[] vectors, int column) {
    double sum = 0;
    double weights = 0;
    for (int movie = 0; movie < counts.length; movie++) {
      double weight = ContentProjection.weight(counts[movie]);
      sum += weight * vectors[movie * width + column];
      weights += weight;
    }
    float mean = weights > 0 ? (float) (sum / weights) : 0;
    for (int movie = 0; movie < counts.length; movie++) {
      vectors[movie * width + column] -= mean;
    }
  }

  /** Shares chosen on validation. */
  record Shares(double rated, double unrated) {
    static final Shares NONE = new Shares(0, 0);
  }

  /**
   * The shares with the best validation nDCG@10: nothing for rated movies unless it is a clear
   * gain; of equal ones the larger for unrated movies.
   */
  Shares best(ValidationRanking validation, Consumer<String> progress) {
    float[] users = model.users(validation.cut().users());
    Shares none = new Shares(0, UNRATED_SHARES[UNRATED_SHARES.length - 1]);
    double[] valuesOfNone = validation.values(users, candidates(none), width);
    Shares best = none;
    double bestNdcg = ValidationRanking.mean(valuesOfNone);
    for (double rated : RATED_SHARES) {
      Shares shares = new Shares(rated, none.unrated());
      double[] values = validation.values(users, candidates(shares), width);
      double ndcg = ValidationRanking.mean(values);
      if (ndcg > bestNdcg && PairedDifference.of(values, valuesOfNone).exceeds(1)) {
        best = shares;
        bestNdcg = ndcg;
      }
    }
    for (int i = UNRATED_SHARES.length - 2; i >= 0; i--) {
      Shares shares = new Shares(best.rated(), UNRATED_SHARES[i]);
      double ndcg = validation.ndcg(users, candidates(shares), width);
      if (ndcg >= bestNdcg) {
        best = shares;
        bestNdcg = ndcg;
      }
    }
    progress.accept(
        String.format(
            Locale.ROOT,
            "content: share %.2f of rated and %.2f of unrated movies' vectors, validation nDCG@10"
                + " %.4f",
            best.rated(),
            best.unrated(),
            bestNdcg));
    return best;
  }

  /** Candidates' vectors of all movies, row-major {@code [movies][width]}. */
  float[] candidates(Shares shares) {
    float[] vectors = new float[learned.length];
    int bias = model.biasColumn();
    for (int movie = 0; movie < counts.length; movie++) {
      boolean rated = counts[movie] > 0;
      float share = (float) (rated ? shares.rated() : shares.unrated());
      for (int i = 0; i < width; i++) {
        int place = movie * width + i;
        float own = rated || i == bias ? learned[place] : 0;
        vectors[place] = own + share * predicted[place];
      }
    }
    return vectors;
  }

  /** History vectors of all movies: the learned ones of rated movies, else the predicted ones. */
  float[] history() {
    return withUnrated(model.history(), width, features, counts);
  }
}
