package dev.marquee.serving.recommend;

/**
 * The user side of the NCF model: turns ratings into the vectors that {@link NcfScorer} reads. The
 * only place that knows where a user's vectors come from.
 */
interface UserVectors {
  /** The vectors of whoever has these ratings. */
  UserVector of(History history);
}
