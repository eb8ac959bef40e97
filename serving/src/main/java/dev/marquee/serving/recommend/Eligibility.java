package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import java.util.Optional;
import java.util.Set;

/** Which movies of the catalogue a request may show, and what removed the others. */
final class Eligibility {
  private final Movies movies;

  private static final Removal[] REASONS = Removal.values();

  /** What removed each movie first, its place among the reasons from 1; 0 where it may be shown. */
  private final byte[] removed;

  private int count;

  Eligibility(Movies movies, History history, RecommendationRequest request) {
    this.movies = movies;
    removed = new byte[movies.size()];
    count = removed.length;
    for (int place = 0; place < history.size(); place++) {
      remove(history.movie(place), Removal.SEEN);
    }
    remove(request.exclude(), Removal.EXCLUDED);
    Filters filters = request.filters();
    remove(filters.deny(), Removal.DENIED);
    filters.allow().ifPresent(ids -> removeOthers(ids, Removal.NOT_ALLOWED));
    request.only().ifPresent(ids -> removeOthers(ids, Removal.NOT_NAMED));
    removeGenres(filters);
    if (filters.minYear().isPresent() || filters.maxYear().isPresent()) {
      removeYears(
          filters.minYear().orElse(Integer.MIN_VALUE), filters.maxYear().orElse(Integer.MAX_VALUE));
    }
  }

  private void remove(int movie, Removal reason) {
    if (removed[movie] == 0) {
      removed[movie] = (byte) (reason.ordinal() + 1);
      count--;
    }
  }

  private void remove(Set<Long> movieIds, Removal reason) {
    for (long id : movieIds) {
      int movie = movies.rowOf(id);
      if (movie >= 0) {
        remove(movie, reason);
      }
    }
  }

  private void removeOthers(Set<Long> movieIds, Removal reason) {
    boolean[] named = new boolean[removed.length];
    for (long id : movieIds) {
      int movie = movies.rowOf(id);
      if (movie >= 0) {
        named[movie] = true;
      }
    }
    for (int movie = 0; movie < named.length; movie++) {
      if (!named[movie]) {
        remove(movie, reason);
      }
    }
  }

  private void removeGenres(Filters filters) {
    if (filters.anyGenres().isEmpty()
        && filters.allGenres().isEmpty()
        && filters.notGenres().isEmpty()) {
      return;
    }
    long any = bits(filters.anyGenres());
    long all = bits(filters.allGenres());
    long not = bits(filters.notGenres());
    boolean allExist = filters.allGenres().stream().allMatch(name -> movies.genreBit(name) != 0);
    for (int movie = 0; movie < removed.length; movie++) {
      long genres = movies.genreBits(movie);
      if (!filters.anyGenres().isEmpty() && (genres & any) == 0) {
        remove(movie, Removal.GENRES_ANY);
      } else if (!allExist || (genres & all) != all) {
        remove(movie, Removal.GENRES_ALL);
      } else if ((genres & not) != 0) {
        remove(movie, Removal.GENRES_NOT);
      }
    }
  }

  private long bits(Set<String> genres) {
    long bits = 0;
    for (String genre : genres) {
      bits |= movies.genreBit(genre);
    }
    return bits;
  }

  private void removeYears(int from, int to) {
    for (int movie = 0; movie < removed.length; movie++) {
      var year = movies.year(movie);
      if (year.isEmpty() || year.getAsInt() < from || year.getAsInt() > to) {
        remove(movie, Removal.YEARS);
      }
    }
  }

  /** Whether a movie may be shown. */
  boolean allows(int movie) {
    return removed[movie] == 0;
  }

  /** What removed a movie first; empty if it may be shown. */
  Optional<Removal> removal(int movie) {
    return allows(movie) ? Optional.empty() : Optional.of(REASONS[removed[movie] - 1]);
  }

  /** How many movies may be shown. */
  int count() {
    return count;
  }

  /** All movies that may be shown, by ascending row. */
  int[] all() {
    int[] rows = new int[count];
    int next = 0;
    for (int movie = 0; movie < removed.length; movie++) {
      if (removed[movie] == 0) {
        rows[next++] = movie;
      }
    }
    return rows;
  }
}
