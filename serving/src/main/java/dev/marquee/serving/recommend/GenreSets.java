package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import java.util.Arrays;

/** The different sets of genres in the catalogue, far fewer than movies. */
final class GenreSets {
  private final long[] sets;
  private final int[] setOf;

  GenreSets(Movies movies) {
    long[] bits = new long[movies.size()];
    for (int movie = 0; movie < bits.length; movie++) {
      bits[movie] = movies.genreBits(movie);
    }
    sets = Arrays.stream(bits).distinct().sorted().toArray();
    setOf = new int[bits.length];
    for (int movie = 0; movie < bits.length; movie++) {
      setOf[movie] = Arrays.binarySearch(sets, bits[movie]);
    }
  }

  /** How many different sets there are. */
  int size() {
    return sets.length;
  }

  /** The genres of a set as bits. */
  long bits(int set) {
    return sets[set];
  }

  /** The set of a movie. */
  int setOf(int movie) {
    return setOf[movie];
  }
}
