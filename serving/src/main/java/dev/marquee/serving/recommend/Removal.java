package dev.marquee.serving.recommend;

/** What keeps a movie out of a list. */
public enum Removal {
  /** The user has rated it. */
  SEEN,
  /** The request excludes it. */
  EXCLUDED,
  /** On the request's deny list. */
  DENIED,
  /** Not on the request's allow list. */
  NOT_ALLOWED,
  /** Not among the candidates that the request names. */
  NOT_NAMED,
  /** None of the genres of which one is wanted. */
  GENRES_ANY,
  /** Lacks a genre of those that are all wanted. */
  GENRES_ALL,
  /** Has an unwanted genre. */
  GENRES_NOT,
  /** Released outside the wanted years, or nobody knows when. */
  YEARS
}
