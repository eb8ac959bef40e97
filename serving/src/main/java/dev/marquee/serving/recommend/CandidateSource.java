package dev.marquee.serving.recommend;

/** Who proposes movies to be ranked. */
public enum CandidateSource {
  /** The user's nightly list. */
  NIGHTLY,
  /** Movies similar to recently liked ones. */
  NEIGHBOURS,
  /** The whole catalogue by a cheap stand-in for the NCF score. */
  RETRIEVAL,
  /** The most popular movies. */
  POPULAR
}
