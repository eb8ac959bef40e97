package dev.marquee.jobs.ncf;

import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;

/**
 * A trained GMF branch in plain arrays.
 *
 * @param objective what it was asked in training
 * @param epoch the epoch that the vectors are from
 * @param ndcg its validation nDCG@10; NaN without validation
 * @param pooling how histories are pooled
 * @param history history vectors, row-major {@code [movies][factors]}
 * @param candidates candidates' vectors, row-major {@code [movies][factors]}
 * @param bias candidates' biases, {@code [movies]}
 * @param users users' own vectors, row-major {@code [users][factors]}; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Weights are never compared.
record GmfBranch(
    NcfConfig.Objective objective,
    int epoch,
    double ndcg,
    PoolingBlock pooling,
    float[] history,
    float[] candidates,
    float[] bias,
    float[] users) {

  GmfBranch withNdcg(double value) {
    return new GmfBranch(objective, epoch, value, pooling, history, candidates, bias, users);
  }

  /** Validation nDCG@10 of this branch alone. */
  double ndcg(ValidationRanking validation) {
    ModelVectors vectors = new ModelVectors(validation.cut().fit());
    addTo(vectors);
    return vectors.ndcg(validation);
  }

  /** Adds this branch and the candidates' biases to a model. */
  void addTo(ModelVectors vectors) {
    vectors.add(pooling, history, candidates, users, 1);
    vectors.addBias(bias);
  }
}
