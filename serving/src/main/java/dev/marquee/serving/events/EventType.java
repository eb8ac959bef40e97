package dev.marquee.serving.events;

import java.util.Locale;

/** What can happen between a user and a movie. */
public enum EventType {
  /** The movie was shown. */
  IMPRESSION,
  /** The movie was opened. */
  CLICK,
  /** The movie was rated. */
  RATING;

  /** The word in the table: the name in lower case. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
