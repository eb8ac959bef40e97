package dev.marquee.jobs.sample;

import java.util.Map;

/**
 * One simulated person. Shares over the archetypes are logistic-normal, {@code pi_k = exp(1.7 g_k)
 * / sum exp(1.7 g)}, so that most people lean to one or two of them. Taste over features is
 *
 * <pre>theta = sum_k pi_k archetype_k + 0.12 g per genre + favourites - dislikes</pre>
 *
 * with {@link #FAVOURITES} favourite features of weight 0.5 to 1 and {@link #DISLIKES} disliked
 * ones of weight -0.5, drawn in proportion to the films that have them, and a weight {@code 0.03 g}
 * for each hidden trait of {@link FilmSpace}. A second taste, of the same make but with other
 * draws, is where the person drifts: after the share s of their ratings the taste is {@code (1 -
 * 0.35 s) theta + 0.35 s theta'}.
 *
 * @param taste weights of the features at the first rating
 * @param laterTaste where the taste drifts
 * @param traits weights of the hidden traits
 * @param fameExponent how much fame counts in the choice
 * @param centralYear the year of release that suits best
 * @param yearSpread how many years around it suit, a standard deviation
 * @param ratings how many films the person rates: log-normal, median 65, sigma 0.8, within limits
 * @param meanStars centre of the ratings
 * @param spreadStars their standard deviation before rounding
 * @param wholeStars whether the person never gives half stars
 * @param taggingZeal how readily the person labels films, log-normal
 */
@SuppressWarnings("ArrayRecordComponent") // Only read, never compared.
record Viewer(
    double[] taste,
    double[] laterTaste,
    double[] traits,
    double fameExponent,
    double centralYear,
    double yearSpread,
    int ratings,
    double meanStars,
    double spreadStars,
    boolean wholeStars,
    double taggingZeal) {

  private static final int FAVOURITES = 8;
  private static final int DISLIKES = 4;
  private static final double SHARE_CONCENTRATION = 1.7;
  private static final double GENRE_NOISE = 0.12;
  private static final double TRAIT_WEIGHT = 0.03;
  private static final double DRIFT = 0.35;
  private static final double WHOLE_STARS_SHARE = 0.25;

  /**
   * Draws a person.
   *
   * @param fewest least number of ratings
   * @param most largest number of ratings
   */
  static Viewer draw(FilmSpace space, RandomStream random, int fewest, int most) {
    double[] shares = shares(random);
    double[] laterShares = shares(random);
    double fameExponent = 0;
    double year = 0;
    for (int kind = 0; kind < shares.length; kind++) {
      fameExponent += shares[kind] * Archetype.ALL.get(kind).fameExponent();
      year += shares[kind] * Archetype.ALL.get(kind).centralYear();
    }
    double[] traits = new double[FilmSpace.HIDDEN_TRAITS];
    for (int trait = 0; trait < traits.length; trait++) {
      traits[trait] = TRAIT_WEIGHT * random.gaussian();
    }
    double activity = random.logNormal(65, 0.8);
    return new Viewer(
        taste(space, shares, random),
        taste(space, laterShares, random),
        traits,
        Math.max(1, fameExponent + 0.4 * random.gaussian()),
        year + 6 * random.gaussian(),
        random.uniform(18, 36),
        (int) Math.max(fewest, Math.min(most, activity)),
        2.95 + 0.35 * random.gaussian(),
        Math.min(1.4, random.logNormal(0.85, 0.2)),
        random.uniform() < WHOLE_STARS_SHARE,
        random.logNormal(1, 1.5));
  }

  private static double[] shares(RandomStream random) {
    double[] shares = new double[Archetype.ALL.size()];
    double total = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = StrictMath.exp(SHARE_CONCENTRATION * random.gaussian());
      total += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  private static double[] taste(FilmSpace space, double[] shares, RandomStream random) {
    double[] taste = new double[space.features()];
    for (int kind = 0; kind < shares.length; kind++) {
      for (Map.Entry<String, Double> leaning : Archetype.ALL.get(kind).leanings().entrySet()) {
        int feature = space.feature(leaning.getKey());
        if (feature >= 0) {
          taste[feature] += shares[kind] * leaning.getValue();
        }
      }
    }
    for (String genre : Catalogue.GENRES) {
      int feature = space.feature(genre);
      if (feature >= 0) {
        taste[feature] += GENRE_NOISE * random.gaussian();
      }
    }
    double[] spread = new double[space.features()];
    for (int feature = 0; feature < spread.length; feature++) {
      spread[feature] = space.filmsWith(feature);
    }
    for (int i = 0; i < FAVOURITES; i++) {
      taste[random.weighted(spread)] += random.uniform(0.5, 1);
    }
    for (int i = 0; i < DISLIKES; i++) {
      taste[random.weighted(spread)] -= 0.5;
    }
    return taste;
  }

  /** The taste after a share of the person's ratings, 0 to 1. */
  double[] tasteAfter(double share) {
    double[] now = new double[taste.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = (1 - DRIFT * share) * taste[i] + DRIFT * share * laterTaste[i];
    }
    return now;
  }
}
