package dev.marquee.serving.search;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Finds movies of a snapshot, in memory; made once per snapshot, then safe for many threads.
 *
 * <p>Words are compared without case, diacritics and punctuation. All of them must be in the title;
 * the last may be the beginning of a word, and longer ones may have typing errors. By relevance, a
 * title that is exactly what was typed comes first, then whole words before beginnings before
 * typing errors, ties by popularity.
 */
public final class MovieSearch {
  /** Further words of a query are ignored. */
  static final int MOST_WORDS = 12;

  private static final long LARGEST_SCORE = Integer.MAX_VALUE;

  private final Movies movies;
  private final MovieOrders orders;
  private final TitleIndex titles;

  private MovieSearch(Movies movies, Popularity popularity) {
    this.movies = movies;
    List<TitleForms> forms = new ArrayList<>(movies.size());
    for (int row = 0; row < movies.size(); row++) {
      forms.add(TitleForms.of(movies.title(row)));
    }
    this.orders = new MovieOrders(movies, popularity, forms);
    this.titles = new TitleIndex(forms);
  }

  /**
   * Indexes a catalogue.
   *
   * @throws IllegalArgumentException if the popularity is of another number of movies
   */
  public static MovieSearch of(Movies movies, Popularity popularity) {
    if (popularity.rows() != movies.size()) {
      throw new IllegalArgumentException(
          "popularity of %d movies, expected of %d".formatted(popularity.rows(), movies.size()));
    }
    return new MovieSearch(movies, popularity);
  }

  /**
   * One page of what a query finds. No text makes it fail: one without letters and digits finds the
   * titles that are such symbols, and of a long one the first {@value #MOST_WORDS} words count.
   *
   * @throws IllegalArgumentException if the cursor is not of this query; the message says what was
   *     expected
   */
  public MoviePage find(MovieQuery query) {
    List<String> words =
        query.text().map(TitleWords::of).orElse(List.of()).stream().limit(MOST_WORDS).toList();
    MovieSort sort =
        words.isEmpty() && query.sort() == MovieSort.RELEVANCE
            ? MovieSort.POPULARITY
            : query.sort();
    int hash = hash(query, words);
    Optional<Cursor> cursor = query.cursor().map(text -> Cursor.decoded(text, sort, hash));
    Matches matches =
        words.isEmpty() ? browse(query, sort, cursor) : search(query, words, sort, cursor);
    int count = Math.min(query.limit(), matches.keys.length);
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = orders.of(sort).row((int) matches.keys[i]);
    }
    return new MoviePage(
        rows,
        matches.total,
        matches.keys.length > count
            ? Optional.of(cursorAt(matches.keys[count - 1], sort, hash))
            : Optional.empty());
  }

  /**
   * The movies of a page and one more if there is one.
   *
   * @param keys what {@link #key} makes of them, ascending
   */
  private record Matches(long[] keys, long total) {}

  private Matches browse(MovieQuery query, MovieSort sort, Optional<Cursor> cursor) {
    MovieFilter filter = new MovieFilter(movies, query);
    MovieOrder order = orders.of(sort);
    int first = cursor.map(c -> order.rankBehind(c.place())).orElse(0);
    long[] keys = new long[query.limit() + 1];
    int found = 0;
    for (int rank = first; rank < movies.size() && found < keys.length; rank++) {
      if (filter.passes(order.row(rank))) {
        keys[found++] = key(0, rank);
      }
    }
    long total = movies.size();
    if (!filter.isOpen()) {
      total = 0;
      for (int row = 0; row < movies.size(); row++) {
        total += filter.passes(row) ? 1 : 0;
      }
    }
    return new Matches(Arrays.copyOf(keys, found), total);
  }

  private Matches search(
      MovieQuery query, List<String> words, MovieSort sort, Optional<Cursor> cursor) {
    MovieFilter filter = new MovieFilter(movies, query);
    MovieOrder order = orders.of(sort);
    long first =
        cursor.map(c -> key(c.score(), order.rankBehind(c.place()))).orElse(Long.MIN_VALUE);
    SmallestKeys keys = new SmallestKeys(query.limit() + 1);
    long total = 0;
    int[] points = titles.find(words);
    for (int row = 0; row < points.length; row++) {
      if (points[row] > 0 && filter.passes(row)) {
        total++;
        long key = key(sort == MovieSort.RELEVANCE ? points[row] : 0, order.rank(row));
        if (key >= first) {
          keys.add(key);
        }
      }
    }
    return new Matches(keys.ascending(), total);
  }

  /** Ascends with the place on the pages; its lower half is the rank. */
  private static long key(int score, int rank) {
    return (LARGEST_SCORE - score) << Integer.SIZE | rank;
  }

  private String cursorAt(long key, MovieSort sort, int hash) {
    MovieOrder order = orders.of(sort);
    int score = (int) (LARGEST_SCORE - (key >> Integer.SIZE));
    return new Cursor(sort, hash, score, order.place(order.row((int) key))).encoded();
  }

  /** The same for queries that find the same, of any snapshot. */
  private static int hash(MovieQuery query, List<String> words) {
    List<String> genres =
        query.genres().stream()
            .map(genre -> genre.toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .toList();
    CRC32 crc = new CRC32();
    crc.update(
        List.of(words, genres, query.yearFrom(), query.yearTo())
            .toString()
            .getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
