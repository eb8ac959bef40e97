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
            new float[model.rank()]);
    return new LinearBranch(lambda, pooling, model.history(), model.candidate());
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
