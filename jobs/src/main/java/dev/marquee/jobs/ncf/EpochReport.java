package dev.marquee.jobs.ncf;

import java.io.Serializable;
import java.util.Locale;

/**
 * What one epoch did.
 *
 * @param epoch 1 for the first
 * @param epochs the most epochs there can be
 * @param loss mean log loss over the epoch's samples
 * @param ndcg validation nDCG@10 after the epoch
 * @param best whether this is the best epoch so far
 * @param samplesPerSecond training samples a second, validation not counted
 * @param secondsLeft time to the last epoch at the present pace
 */
public record EpochReport(
    int epoch,
    int epochs,
    double loss,
    double ndcg,
    boolean best,
    double samplesPerSecond,
    double secondsLeft)
    implements Serializable {

  /** One progress line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "epoch %d/%d  loss %.4f  validation nDCG@10 %.4f%s  %,.0f samples/s  at most %.0f s left",
        epoch,
        epochs,
        loss,
        ndcg,
        best ? " (best)" : "",
        samplesPerSecond,
        secondsLeft);
  }
}
