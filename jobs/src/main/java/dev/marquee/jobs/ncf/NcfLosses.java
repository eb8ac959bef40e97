package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;

/**
 * Losses over logits {@code float[users][columns]}, each a sum over all wanted movies of what they
 * count.
 */
final class NcfLosses {
  private NcfLosses() {}

  /** Cross-entropy of each wanted movie against all columns (Liang et al. 2018, equation 2). */
  static NDArray softmax(NDArray logits, NDArray wanted) {
    return logits.logSoftmax(1).mul(wanted).sum().neg();
  }

  /** Log loss (He et al. 2017, equation 7); negatives are how often a pair was drawn. */
  static NDArray logLoss(NDArray logits, NDArray wanted, NDArray negatives) {
    NDArray missed = Activation.softPlus(logits.neg()).mul(wanted);
    NDArray wrong = Activation.softPlus(logits).mul(negatives);
    return missed.add(wrong).sum();
  }

  /**
   * Bayesian personalised ranking (Rendle et al. 2009, section 4.1) over pairs of flat places.
   *
   * @param weights what each pair counts, {@code float[pairs]}
   */
  static NDArray bpr(NDArray logits, NDArray wanted, NDArray weights, NDArray negatives) {
    NDArray flat = logits.reshape(-1, 1);
    NDArray good = Embedding.embedding(wanted, flat, SparseFormat.DENSE).head();
    NDArray bad = Embedding.embedding(negatives, flat, SparseFormat.DENSE).head();
    return Activation.softPlus(bad.sub(good)).mul(weights.reshape(-1, 1)).sum();
  }
}
