package dev.marquee.evaluation.ranking;

/**
 * The order of movies with equal scores: a seeded shuffle that knows neither the order of the movie
 * file nor that of the ids, and another one for every user.
 *
 * <p>Files and ids are not neutral: catalogues often number well-known films first, so that a model
 * that cannot tell movies apart would be credited with what the file knows. A random order is the
 * fair reading of a tie, and the figure sought is its expectation (McSherry and Najork 2008,
 * "Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied
 * Scores"). One order for everybody would be a single draw of it, whose error no number of users
 * makes smaller; with an order of its own for each user, the mean over users converges to the
 * expectation and the bootstrap intervals hold the rest. The price: where a model's ties are wide,
 * its catalogue coverage and Gini are those of a model that shuffles.
 *
 * <p>A movie's key is a mixed 64-bit hash of seed, user id and movie id, so that the lists stay the
 * same when the lines of the files change places.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; read in inner loops.
public record TieOrder(long seed, long[] userIds, long[] movieIds) {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /**
   * What all keys of a user's order share, for {@link #key}.
   *
   * @param user user row, a row of {@code userIds}
   */
  public long salt(int user) {
    return mix(mix(seed) + GOLDEN_RATIO * userIds[user]);
  }

  /**
   * Where a movie stands among those of equal score: lower keys first.
   *
   * @param salt the user's, from {@link #salt}
   * @param movie movie row, a row of {@code movieIds}
   */
  public long key(long salt, int movie) {
    return mix(salt + GOLDEN_RATIO * movieIds[movie]);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64 bits. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
