package dev.marquee.serving.search;

import java.util.Collections;
import java.util.PriorityQueue;

/** Keeps the smallest of many keys. */
final class SmallestKeys {
  private final int most;
  private final PriorityQueue<Long> kept = new PriorityQueue<>(Collections.reverseOrder());

  SmallestKeys(int most) {
    this.most = most;
  }

  void add(long key) {
    if (kept.size() < most) {
      kept.add(key);
    } else if (key < kept.peek()) {
      kept.poll();
      kept.add(key);
    }
  }

  /** The keys that are kept, smallest first. */
  long[] ascending() {
    return kept.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
