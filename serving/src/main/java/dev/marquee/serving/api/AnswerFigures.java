package dev.marquee.serving.api;

import java.util.concurrent.atomic.LongAdder;

/** How answers came about, over all snapshots. */
public final class AnswerFigures {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();

  void hit() {
    hits.increment();
  }

  void miss() {
    misses.increment();
  }

  void fallback() {
    fallbacks.increment();
  }

  /** Answers that were in the cache. */
  public long hits() {
    return hits.sum();
  }

  /** Answers that were looked for in the cache, and had to be made. */
  public long misses() {
    return misses.sum();
  }

  /** Lists that were made of popular and diverse movies, for want of ratings. */
  public long fallbacks() {
    return fallbacks.sum();
  }
}
