package dev.marquee.jobs.ncf;

import dev.marquee.jobs.config.NcfConfig;
import java.util.Locale;

/**
 * What one epoch of the GMF branch did.
 *
 * @param objective what the model was asked
 * @param epoch 1 for the first
 * @param epochs the most epochs there can be
 * @param loss mean loss over the wanted movies
 * @param ndcg validation nDCG@10 after the epoch; NaN without validation
 * @param best whether this is the best epoch so far
 * @param usersPerSecond training users a second, validation counted
 * @param secondsLeft time to the last epoch at the present pace
 */
record EpochReport(
    NcfConfig.Objective objective,
    int epoch,
    int epochs,
    double loss,
    double ndcg,
    boolean best,
    double usersPerSecond,
    double secondsLeft) {

  /** One progress line. */
  String line() {
    String validation =
        Double.isNaN(ndcg)
            ? "all ratings"
            : String.format(Locale.ROOT, "validation nDCG@10 %.4f%s", ndcg, best ? " (best)" : "");
    return String.format(
        Locale.ROOT,
        "%s epoch %d/%d  loss %.4f  %s  %,.0f users/s  at most %.0f s left",
        objective.name().toLowerCase(Locale.ROOT),
        epoch,
        epochs,
        loss,
        validation,
        usersPerSecond,
        secondsLeft);
  }
}
