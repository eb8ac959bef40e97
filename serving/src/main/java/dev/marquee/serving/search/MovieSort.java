package dev.marquee.serving.search;

/** The orders of found movies. Where two are equal, the more popular comes first. */
public enum MovieSort {
  /** How well the title fits the text; without text the same as {@link #POPULARITY}. */
  RELEVANCE,
  /** The nightly job's popularity score, greatest first. */
  POPULARITY,
  /** The title from A to Z, without its article. */
  TITLE,
  /** The year of release, newest first, those without a year last. */
  YEAR,
  /**
   * The mean rating, best first, shrunk towards the mean of all so that one rating of five stars
   * does not lead; those without ratings last.
   */
  RATING
}
