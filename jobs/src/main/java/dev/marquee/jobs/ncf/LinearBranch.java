package dev.marquee.jobs.ncf;

import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.linear.BinaryMatrix;
import dev.marquee.jobs.linear.ItemSpectrum;
import dev.marquee.jobs.linear.LinearItemModel;

/**
 * The linear item-item branch and how histories are weighed.
 *
 * @param lambda regularisation of {@link LinearItemModel}
 * @param pooling how histories are pooled; the GMF branch takes over the weights
 * @param history history vectors, row-major {@code [movies][rank]}
 * @param candidates candidates' vectors, row-major {@code [movies][rank]}
 */
@SuppressWarnings("ArrayRecordComponent") // Weights are never compared.
record LinearBranch(double lambda, PoolingBlock pooling, float[] history, float[] candidates) {
  static final String NAME = "linear";

  /**
   * Shrinkage of the first component: half of it is left of 2.4 ratings. Left-out users of whom 1
   * to 8 ratings were told got better lists, whether with 16 or 64. That {@link PoolingBlock#kept}
   * rises with the fourth power leaves longer histories what they have; lower powers took from it.
   */
  private static final double SHRINKAGE = 32;

  /** The spectrum of who rated what. */
  static ItemSpectrum spectrum(Interactions interactions, int rank, long seed) {
    return ItemSpectrum.of(
        new BinaryMatrix(interactions.movies(), interactions.offsets(), interactions.movieRows()),
        rank,
        seed);
  }

  /** The branch of a spectrum with these weights of ratings; their size does not matter. */
  static LinearBranch of(ItemSpectrum spectrum, double lambda, PoolingBlock weighting) {
    LinearItemModel model = LinearItemModel.of(spectrum, lambda);
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
            shrinkage(spectrum),
            new float[model.rank()]);
    return new LinearBranch(lambda, pooling, model.history(), model.candidate());
  }

  /**
   * A component needs the more ratings the smaller its singular value is: in proportion to the
   * inverse of its variance among users, as an estimate with that variance as its prior would.
   */
  private static float[] shrinkage(ItemSpectrum spectrum) {
    double[] squares = spectrum.squaredSingularValues();
    float[] shrinkage = new float[squares.length];
    for (int i = 0; i < shrinkage.length; i++) {
      // Components of singular value 0 have vectors of 0.
      shrinkage[i] = squares[i] > 0 ? (float) (SHRINKAGE * squares[0] / squares[i]) : 0;
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
