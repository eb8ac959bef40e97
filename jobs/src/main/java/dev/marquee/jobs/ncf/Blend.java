package dev.marquee.jobs.ncf;

import dev.marquee.data.PairedDifference;
import java.util.ArrayList;
import java.util.List;
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
  private static final double LEAST = 0.5;
  private static final double RATIO = Math.sqrt(2);
  private static final int STEPS = 18;

  /**
   * The shares with the best validation nDCG@10, each branch alone among them. Of blends the best
   * is the middle, by ratio, of those that the first is not better than by more than a standard
   * error: which of them comes first is chance.
   */
  static Blend best(
      GmfBranch gmf, LinearBranch linear, ValidationRanking validation, Consumer<String> progress) {
    double gmfAlone = ValidationRanking.mean(values(gmf, linear, 1, 0, validation));
    double linearAlone = ValidationRanking.mean(values(gmf, linear, 0, 1, validation));
    List<double[]> values = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      values.add(values(gmf, linear, 1, share(step), validation));
    }
    int middle = middle(values);
    Blend best = new Blend(1, share(middle), ValidationRanking.mean(values.get(middle)));
    best = linearAlone > best.ndcg() ? new Blend(0, 1, linearAlone) : best;
    best = gmfAlone > best.ndcg() ? new Blend(1, 0, gmfAlone) : best;
    progress.accept(
        String.format(
            Locale.ROOT,
            "validation nDCG@10: GMF (%s, epoch %d) %.4f, linear %.4f, GMF x %.0f + linear x %.1f"
                + " %.4f",
            gmf.objective().name().toLowerCase(Locale.ROOT),
            gmf.epoch(),
            gmfAlone,
            linearAlone,
            best.gmf(),
            best.linear(),
            best.ndcg()));
    return best;
  }

  private static double share(int step) {
    return LEAST * Math.pow(RATIO, step);
  }

  /** The middle of the settings that are as good as the best one as far as these users can tell. */
  static int middle(List<double[]> values) {
    double[] best = values.get(0);
    for (double[] next : values) {
      best = ValidationRanking.mean(next) > ValidationRanking.mean(best) ? next : best;
    }
    double sum = 0;
    int count = 0;
    for (int step = 0; step < values.size(); step++) {
      if (!PairedDifference.of(best, values.get(step)).exceeds(1)) {
        sum += step;
        count++;
      }
    }
    return (int) Math.round(sum / count);
  }

  private static double[] values(
      GmfBranch gmf, LinearBranch linear, double gmfShare, double share, ValidationRanking on) {
    return new Blend(gmfShare, share, Double.NaN).vectors(gmf, linear, on.cut().fit()).values(on);
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
