package dev.marquee.jobs.ncf;

import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.linear.InteractionMatrix;
import dev.marquee.jobs.linear.ItemGram;
import dev.marquee.jobs.linear.ItemSpectrum;
import dev.marquee.jobs.linear.LinearItemModel;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The linear item-item branch and how histories are weighed.
 *
 * @param shares what counts beside who rated what
 * @param lambda regularisation of {@link LinearItemModel}
 * @param pooling how histories are pooled; the GMF branch takes over the weights
 * @param history history vectors, row-major {@code [movies][rank]}
 * @param candidates candidates' vectors, row-major {@code [movies][rank]}
 */
@SuppressWarnings("ArrayRecordComponent") // Weights are never compared.
record LinearBranch(
    ItemGram.Shares shares,
    double lambda,
    PoolingBlock pooling,
    float[] history,
    float[] candidates) {
  static final String NAME = "linear";

  /**
   * Shrinkage of the first component: half of it is left of 2.4 ratings. Left-out users of whom 1
   * to 8 ratings were told got better lists, whether with 16 or 64. That {@link PoolingBlock#kept}
   * rises with the fourth power leaves longer histories what they have; lower powers took from it.
   */
  private static final double SHRINKAGE = 32;

  /**
   * Vectors of the spectrum for each number that is kept of a movie: those of small eigenvalues say
   * little each, but much together. New users' validation nDCG@10 on ml-latest-small was .411 with
   * 512 vectors, .423 with 1,024 and .424 with 2,048; of the second, 256 numbers keep .419.
   */
  private static final int SPECTRUM_FACTOR = 4;

  /**
   * Numbers of a spectrum beyond which it has fewer vectors: with 1,024, from 32,768 movies on. In
   * doubles, and three such tables at once, that is 0.8 GB.
   */
  private static final int MOST_NUMBERS = 1 << 25;

  /**
   * What branches with any regularisation are made of.
   *
   * @param interactions who rated what
   * @param items the spectrum of what makes movies alike
   * @param shares what counts in it beside who rated what
   * @param rank numbers kept of a movie
   */
  record Spectrum(Interactions interactions, ItemSpectrum items, ItemGram.Shares shares, int rank) {
    /**
     * Computes the spectrum.
     *
     * @param features what is known of the movies, one row each; null for nothing
     */
    static Spectrum of(
        Interactions interactions,
        SparseMatrix features,
        ItemGram.Shares shares,
        int rank,
        long seed) {
      InteractionMatrix rated =
          new InteractionMatrix(
              interactions.movies(),
              interactions.offsets(),
              interactions.movieRows(),
              interactions.weights());
      return new Spectrum(
          interactions,
          ItemSpectrum.of(
              new ItemGram(rated, features, shares), vectors(interactions.movies(), rank), seed),
          shares,
          rank);
    }

    /** Vectors of the spectrum that are computed where so many numbers of a movie are kept. */
    static int vectors(int movies, int rank) {
      return Math.max(rank, Math.min(SPECTRUM_FACTOR * rank, MOST_NUMBERS / Math.max(1, movies)));
    }

    /**
     * The branch with all vectors of the spectrum and these weights of ratings; their size does not
     * matter.
     */
    LinearBranch whole(double lambda, PoolingBlock weighting) {
      return branch(LinearItemModel.of(items, lambda), lambda, weighting);
    }

    /** The same in as many numbers a movie as are kept, for users with these weights of ratings. */
    LinearBranch compressed(double lambda, PoolingBlock weighting) {
      LinearItemModel model =
          LinearItemModel.of(items, lambda).compressed(weights(weighting), rank);
      return branch(model, lambda, weighting);
    }

    /** What each rating counts in its user's vector, as {@code HistoryPooling} has it. */
    private SparseMatrix weights(PoolingBlock weighting) {
      List<int[]> columns = new ArrayList<>();
      List<double[]> values = new ArrayList<>();
      for (int user = 0; user < interactions.users(); user++) {
        int start = interactions.start(user);
        int end = interactions.end(user);
        columns.add(Arrays.copyOfRange(interactions.movieRows(), start, end));
        double[] row =
            IntStream.range(start, end)
                .mapToDouble(i -> weighting.weight(interactions.ratings()[i], end - 1 - i))
                .toArray();
        double length = Math.sqrt(Arrays.stream(row).map(weight -> weight * weight).sum());
        values.add(Arrays.stream(row).map(weight -> length > 0 ? weight / length : 0).toArray());
      }
      return new SparseMatrix(columns, values, interactions.movies());
    }

    private LinearBranch branch(LinearItemModel model, double lambda, PoolingBlock weighting) {
      PoolingBlock pooling =
          new PoolingBlock(
              NAME,
              model.rank(),
              weighting.recencyFloor(),
              weighting.recencyScale(),
              weighting.ratingSlope(),
              weighting.neutralRating(),
              1,
              new float[0],
              shrinkage(model.squares()),
              new float[model.rank()]);
      return new LinearBranch(shares, lambda, pooling, model.history(), model.candidate());
    }
  }

  /**
   * A component needs the more ratings the smaller its singular value is: in proportion to the
   * inverse of its variance among users, as an estimate with that variance as its prior would.
   */
  private static float[] shrinkage(double[] squares) {
    double most = Arrays.stream(squares).max().orElse(0);
    float[] shrinkage = new float[squares.length];
    for (int i = 0; i < shrinkage.length; i++) {
      // Components of singular value 0 have vectors of 0.
      shrinkage[i] = squares[i] > 0 ? (float) (SHRINKAGE * most / squares[i]) : 0;
    }
    return shrinkage;
  }

  /** Adds this branch to a model. */
  void addTo(ModelVectors vectors, double share) {
    vectors.add(pooling, history, candidates, new float[0], share);
  }

  /** nDCG@10 of each validation user with this branch alone. */
  double[] values(ValidationRanking validation) {
    ModelVectors vectors = new ModelVectors(validation.cut().fit());
    addTo(vectors, 1);
    return vectors.values(validation);
  }
}
