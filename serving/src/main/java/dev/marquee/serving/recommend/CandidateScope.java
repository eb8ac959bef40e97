package dev.marquee.serving.recommend;

/** Which movies are ranked. */
public enum CandidateScope {
  /** What the candidate sources propose; every movie that may be shown where that is too few. */
  SOURCES,
  /** Every movie that may be shown. */
  ALL
}
