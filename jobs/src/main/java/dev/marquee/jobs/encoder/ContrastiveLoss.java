package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;

/**
 * InfoNCE with in-batch negatives (van den Oord et al. 2018, equation 4), in both directions:
 * cross-entropy of the softmax over {@code a b^T / temperature} and the targets. With the identity
 * as targets, every other text of the batch is equally wrong.
 */
final class ContrastiveLoss {
  private ContrastiveLoss() {}

  /**
   * The mean over the batch, a scalar.
   *
   * @param a unit vectors {@code float[batch][hidden]}
   * @param b unit vectors of the same movies
   * @param targets {@code float[batch][batch]}, rows sum to 1
   */
  static NDArray of(NDArray a, NDArray b, NDArray targets, float temperature) {
    NDArray logits = a.matMul(b.transpose()).div(temperature);
    NDArray forward = targets.mul(logits.logSoftmax(1)).sum();
    NDArray backward = targets.mul(logits.transpose().logSoftmax(1)).sum();
    return forward.add(backward).div(-2 * a.getShape().get(0));
  }
}
