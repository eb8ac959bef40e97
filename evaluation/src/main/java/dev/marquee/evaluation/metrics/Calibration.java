package dev.marquee.evaluation.metrics;

import dev.marquee.evaluation.split.Catalogue;
import dev.marquee.evaluation.split.Interactions;

/**
 * How far a list's genres are from those of the user's history: the divergence of Kullback and
 * Leibler in nats, 0 for the same shares (Steck 2018, "Calibrated Recommendations", equations 2 to
 * 6). Every movie spreads one unit evenly over its genres; p are the history's shares, q the
 * list's; with q̃ = (1 − α) q + α p and α = .01,
 *
 * <pre>KL = Σ p(g) ln(p(g) / q̃(g))</pre>
 *
 * NaN where history or list has no genre at all.
 */
public final class Calibration implements ListFigure {
  private static final double ALPHA = 0.01;

  private final Catalogue catalogue;
  private final Interactions histories;

  /** Calibration to these histories. */
  public Calibration(Catalogue catalogue, Interactions histories) {
    this.catalogue = catalogue;
    this.histories = histories;
  }

  @Override
  public double of(int user, int[] movies) {
    int[] history = histories.history(user).movies();
    double[] p = shares(history);
    double[] q = shares(movies);
    double divergence = 0;
    for (int genre = 0; genre < p.length; genre++) {
      if (p[genre] != 0) {
        divergence += p[genre] * Math.log(p[genre] / ((1 - ALPHA) * q[genre] + ALPHA * p[genre]));
      }
    }
    return p.length == 0 ? Double.NaN : divergence;
  }

  /** Shares of the genres, all NaN where no movie has one. */
  private double[] shares(int[] movies) {
    double[] shares = new double[catalogue.genres().size()];
    int counted = 0;
    for (int movie : movies) {
      int[] genres = catalogue.genres(movie);
      counted += genres.length > 0 ? 1 : 0;
      for (int genre : genres) {
        shares[genre] += 1.0 / genres.length;
      }
    }
    for (int genre = 0; genre < shares.length; genre++) {
      shares[genre] /= counted;
    }
    return shares;
  }
}
