package dev.marquee.jobs.recommend;

/**
 * The best movies of one user: a bounded min-heap over primitive arrays. Equal scores go to the
 * smaller movie row. Selecting n of m costs O(m + candidates x log n).
 */
final class TopMovies {
  private final int[] movies;
  private final float[] scores;
  private int size;

  TopMovies(int capacity) {
    movies = new int[capacity];
    scores = new float[capacity];
  }

  /**
   * Selects from one user's scores; rows marked as seen are passed over.
   *
   * @param all scores of many users, row-major
   * @param offset where this user's scores start; one score a movie row
   * @param seen whether a movie row is out
   */
  void select(float[] all, int offset, boolean[] seen) {
    size = 0;
    for (int movie = 0; movie < seen.length; movie++) {
      if (!seen[movie]) {
        offer(movie, all[offset + movie]);
      }
    }
    sort();
  }

  /** How many movies were selected. */
  int size() {
    return size;
  }

  /** Movie row at a place, 0 for the best. */
  int movie(int place) {
    return movies[place];
  }

  /** Score at a place, 0 for the best. */
  float score(int place) {
    return scores[place];
  }

  private void offer(int movie, float score) {
    if (size < movies.length) {
      put(size, movie, score);
      siftUp(size++);
    } else if (worse(scores[0], movies[0], score, movie)) {
      put(0, movie, score);
      siftDown(0, size);
    }
  }

  /** Heap sort: the worst goes to the end again and again. */
  private void sort() {
    for (int end = size - 1; end > 0; end--) {
      swap(0, end);
      siftDown(0, end);
    }
  }

  private void siftUp(int start) {
    int child = start;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  private void siftDown(int start, int end) {
    int parent = start;
    while (2 * parent + 1 < end) {
      int child = 2 * parent + 1;
      if (child + 1 < end && worse(child + 1, child)) {
        child++;
      }
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      parent = child;
    }
  }

  private boolean worse(int a, int b) {
    return worse(scores[a], movies[a], scores[b], movies[b]);
  }

  private static boolean worse(float scoreA, int movieA, float scoreB, int movieB) {
    return scoreA < scoreB || (scoreA == scoreB && movieA > movieB);
  }

  private void put(int place, int movie, float score) {
    movies[place] = movie;
    scores[place] = score;
  }

  private void swap(int a, int b) {
    int movie = movies[a];
    float score = scores[a];
    put(a, movies[b], scores[b]);
    put(b, movie, score);
  }
}
