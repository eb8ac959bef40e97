package dev.marquee.jobs.ingest;

import dev.marquee.data.Names;

/** Why an input row was not taken over; the fixed set of words in {@code rejected_rows.reason}. */
public enum RejectReason {
  /** A quote is not closed, text follows a closing quote, or there are too many fields. */
  MALFORMED,
  /** The line has fewer fields than the header. */
  MISSING_COLUMN,
  /** A field that every row must fill is blank. */
  MISSING_VALUE,
  /** The line holds bytes that are not UTF-8, or the replacement character U+FFFD. */
  NOT_UTF8,
  /** A userId or movieId is not a whole 64-bit number. */
  BAD_ID,
  /** The rating is not a number. */
  BAD_RATING,
  /** The rating is NaN, infinite, or outside the configured range. */
  RATING_OUT_OF_RANGE,
  /** The timestamp is not a whole number of seconds from 1970 to the end of the year 9999. */
  BAD_TIMESTAMP,
  /** The tag is blank. */
  EMPTY_TAG,
  /** The movie is not among the accepted rows of the movie file. */
  UNKNOWN_MOVIE,
  /** An earlier line holds the same movie. */
  DUPLICATE_MOVIE,
  /** Another line holds a later rating of the same movie by the same user. */
  DUPLICATE_RATING,
  /** An earlier line holds links of the same movie. */
  DUPLICATE_LINK;

  /** The word in the table: lower case with hyphens, such as {@code duplicate-rating}. */
  public String word() {
    return Names.of(this);
  }
}
