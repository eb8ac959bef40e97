package dev.marquee.jobs.ncf;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * How much of each branch is in the model: scores are {@code gmf * GMF + linear * linear branch},
 * the candidates' biases counted with GMF.
 *
 * @param gmf share of the GMF branch, 0 or 1
 * @param linear share of the linear branch, at least 0
 * @param ndcg validation nDCG@10
 */
record Blend(double gmf, double linear, double ndcg) {
  private static final double STEP = Math.sqrt(2);
  private static final double LEAST = 0.5;
  private static final double MOST = 181;

  /** The shares with the best validation nDCG@10, each branch alone among them. */
  static Blend best(
      GmfBranch gmf, LinearBranch linear, ValidationRanking validation, Consumer<String> progress) {
    Blend best = of(gmf, linear, 1, 0, validation);
    double gmfAlone = best.ndcg();
    Blend alone = of(gmf, linear, 0, 1, validation);
    best = alone.ndcg() > best.ndcg() ? alone : best;
    for (double share = LEAST; share <= MOST; share *= STEP) {
      Blend next = of(gmf, linear, 1, share, validation);
      best = next.ndcg() > best.ndcg() ? next : best;
    }
    progress.accept(
        String.format(
            Locale.ROOT,
            "validation nDCG@10: GMF (%s, epoch %d) %.4f, linear %.4f, GMF x %.0f + linear x %.1f"
                + " %.4f",
            gmf.objective().name().toLowerCase(Locale.ROOT),
            gmf.epoch(),
            gmfAlone,
            alone.ndcg(),
            best.gmf(),
            best.linear(),
            best.ndcg()));
    return best;
  }

  private static Blend of(
      GmfBranch gmf, LinearBranch linear, double gmfShare, double share, ValidationRanking on) {
    Blend blend = new Blend(gmfShare, share, Double.NaN);
    return new Blend(gmfShare, share, blend.vectors(gmf, linear, on.cut().fit()).ndcg(on));
  }

  /** The blended model of users with these histories; a branch without share is left out. */
  ModelVectors vectors(GmfBranch gmf, LinearBranch linear, Interactions interactions) {
    ModelVectors vectors = new ModelVectors(interactions);
    if (this.linear > 0) {
      linear.addTo(vectors, this.linear);
    }
    if (this.gmf > 0) {
      gmf.addTo(vectors);
    }
    return vectors;
  }
}
