package dev.marquee.serving.recommend;

/**
 * The boosts of a user's content scores: {@code 1 + (genreBoost - 1) * share}, where the share is
 * that of the user's rating weights on movies with one of the movie's genres. Computed once for
 * each set of genres that is asked for; for one thread.
 */
final class GenreBoosts {
  private final GenreSets sets;
  private final double genreBoost;

  /** Of each set of genres; 0 if not yet computed. */
  private final float[] boosts;

  private final long[] ratedSets;
  private final float[] ratedWeights;

  /**
   * Boosts of a user.
   *
   * @param setWeights of the user's ratings on movies with each set of genres, summing to 1
   */
  GenreBoosts(GenreSets sets, float[] setWeights, double genreBoost) {
    this.sets = sets;
    this.genreBoost = genreBoost;
    boosts = new float[sets.size()];
    int count = 0;
    for (float weight : setWeights) {
      count += weight != 0 ? 1 : 0;
    }
    ratedSets = new long[count];
    ratedWeights = new float[count];
    int next = 0;
    for (int set = 0; set < setWeights.length; set++) {
      if (setWeights[set] != 0) {
        ratedSets[next] = sets.bits(set);
        ratedWeights[next++] = setWeights[set];
      }
    }
  }

  /** Computes the boosts of these movies where that was not done before. */
  void compute(int[] movies) {
    int[] missing = new int[movies.length + 3];
    int count = 0;
    for (int movie : movies) {
      int set = sets.setOf(movie);
      if (boosts[set] == 0) {
        boosts[set] = 1;
        missing[count++] = set;
      }
    }
    // Four at a time: each sum waits for itself at every step.
    for (int i = 0; i < count; i += 4) {
      compute(missing[i], missing[i + 1], missing[i + 2], missing[i + 3]);
    }
  }

  private void compute(int a, int b, int c, int d) {
    long genresA = sets.bits(a);
    long genresB = sets.bits(b);
    long genresC = sets.bits(c);
    long genresD = sets.bits(d);
    float shareA = 0;
    float shareB = 0;
    float shareC = 0;
    float shareD = 0;
    for (int i = 0; i < ratedSets.length; i++) {
      long rated = ratedSets[i];
      int weight = Float.floatToRawIntBits(ratedWeights[i]);
      shareA += ifAny(rated & genresA, weight);
      shareB += ifAny(rated & genresB, weight);
      shareC += ifAny(rated & genresC, weight);
      shareD += ifAny(rated & genresD, weight);
    }
    boosts[a] = boost(shareA);
    boosts[b] = boost(shareB);
    boosts[c] = boost(shareC);
    boosts[d] = boost(shareD);
  }

  /** A float's bits as float if any of the other bits is set, else 0; without a branch. */
  private static float ifAny(long bits, int weight) {
    return Float.intBitsToFloat(weight & (int) ((bits | -bits) >> (Long.SIZE - 1)));
  }

  private float boost(float share) {
    return (float) (1 + (genreBoost - 1) * share);
  }

  /** The boost of a movie that was computed. */
  float of(int movie) {
    return boosts[sets.setOf(movie)];
  }
}
