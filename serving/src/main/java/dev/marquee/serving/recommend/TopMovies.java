package dev.marquee.serving.recommend;

import java.util.Arrays;

/** The best of many movies: a heap of sort keys whose root is the worst that is kept. */
final class TopMovies {
  private final long[] heap;
  private int size;

  TopMovies(int capacity) {
    heap = new long[capacity];
  }

  /** Takes a movie up if it is among the best so far; equal scores by ascending row. */
  void offer(int movie, float score) {
    if (heap.length == 0) {
      return;
    }
    long key = Order.key(score, movie);
    if (size < heap.length) {
      heap[size++] = key;
      if (size == heap.length) {
        for (int i = size / 2 - 1; i >= 0; i--) {
          sink(i);
        }
      }
    } else if (key < heap[0]) {
      heap[0] = key;
      sink(0);
    }
  }

  private void sink(int from) {
    long moving = heap[from];
    int hole = from;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= moving) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = moving;
  }

  /** The worst score that is kept; minus infinity while there is room. */
  float worst() {
    return size < heap.length || size == 0 ? Float.NEGATIVE_INFINITY : Order.score(heap[0]);
  }

  /** Rows of the movies that were kept, the best first. */
  int[] descending() {
    long[] keys = Arrays.copyOf(heap, size);
    Arrays.sort(keys);
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = (int) keys[i];
    }
    return rows;
  }
}
