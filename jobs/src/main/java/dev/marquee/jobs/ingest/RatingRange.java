package dev.marquee.jobs.ingest;

import java.io.Serializable;

/**
 * The ratings that are taken over.
 *
 * @param minimum smallest rating, in stars
 * @param maximum largest rating, in stars
 */
record RatingRange(double minimum, double maximum) implements Serializable {

  /** Whether a rating lies in the range; NaN never does. */
  boolean contains(double rating) {
    return rating >= minimum && rating <= maximum;
  }
}
