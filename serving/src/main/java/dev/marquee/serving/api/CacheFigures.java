package dev.marquee.serving.api;

import java.util.concurrent.atomic.LongAdder;

/** How often an answer was there already, over all snapshots. */
public final class CacheFigures {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  void hit() {
    hits.increment();
  }

  void miss() {
    misses.increment();
  }

  /** Answers that were there. */
  public long hits() {
    return hits.sum();
  }

  /** Answers that had to be made. */
  public long misses() {
    return misses.sum();
  }
}
