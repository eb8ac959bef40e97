package dev.marquee.serving.recommend;

/**
 * How many movies each source may propose, and when that is too few.
 *
 * @param nightly movies of the user's nightly list
 * @param neighbours movies that are similar to recently liked ones
 * @param recentLikes newest liked movies whose neighbours are looked at
 * @param retrieval movies by the retrieval product, see {@link CandidateSources}
 * @param popular movies by popularity
 * @param minimum when the sources together propose fewer, every movie that may be shown is ranked
 */
public record CandidateCounts(
    int nightly, int neighbours, int recentLikes, int retrieval, int popular, int minimum) {

  /** The defaults. */
  public static final CandidateCounts DEFAULT = new CandidateCounts(150, 60, 20, 200, 30, 100);

  /** Refuses negative counts. */
  public CandidateCounts {
    if (nightly < 0
        || neighbours < 0
        || recentLikes < 0
        || retrieval < 0
        || popular < 0
        || minimum < 0) {
      throw new IllegalArgumentException(
          "candidate counts are %d, %d, %d, %d, %d, %d, expected 0 or more"
              .formatted(nightly, neighbours, recentLikes, retrieval, popular, minimum));
    }
  }
}
