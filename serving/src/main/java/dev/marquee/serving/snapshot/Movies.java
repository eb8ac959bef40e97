package dev.marquee.serving.snapshot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The catalogue: ids in ascending order, and per movie its title, year, genres, overview and
 * whether it has tags. A movie's row here is its row in every table that has one row a movie.
 */
public final class Movies {
  /** Most genres of a catalogue: a movie's genres are the bits of a {@code long}. */
  public static final int MAX_GENRES = Long.SIZE;

  /** In {@code years}: the movie has none. */
  static final int NO_YEAR = Integer.MIN_VALUE;

  private final Ids ids;
  private final String[] titles;
  private final int[] years;
  private final long[] genres;
  private final String[] overviews;
  private final BitSet tagged;
  private final List<String> genreNames;

  /**
   * Takes over the arrays, one entry a movie.
   *
   * @param years year of release, {@code Integer.MIN_VALUE} for none
   * @param genres bit {@code g} is set where the movie has {@code genreNames.get(g)}
   * @param overviews a short description, null for none
   * @param tagged whether somebody gave the movie a tag
   * @param genreNames at most {@value #MAX_GENRES}
   * @throws IllegalArgumentException if the arrays differ in length, there are too many genres or a
   *     movie has one without a name
   */
  public Movies(
      Ids ids,
      String[] titles,
      int[] years,
      long[] genres,
      String[] overviews,
      BitSet tagged,
      List<String> genreNames) {
    this.ids = Objects.requireNonNull(ids, "ids");
    this.titles = titles;
    this.years = years;
    this.genres = genres;
    this.overviews = overviews;
    this.tagged = (BitSet) tagged.clone();
    this.genreNames = List.copyOf(genreNames);
    if (titles.length != ids.size()
        || years.length != ids.size()
        || genres.length != ids.size()
        || overviews.length != ids.size()) {
      throw new IllegalArgumentException(
          "expected one entry for each of %d movies".formatted(size()));
    }
    if (genreNames.size() > MAX_GENRES) {
      throw new IllegalArgumentException(
          "%d genres, expected at most %d".formatted(genreNames.size(), MAX_GENRES));
    }
    for (long bits : genres) {
      if (genreNames.size() < Long.SIZE && bits >>> genreNames.size() != 0) {
        throw new IllegalArgumentException("a movie has a genre without a name");
      }
    }
  }

  /** Number of movies. */
  public int size() {
    return ids.size();
  }

  /** The ids, whose places are the rows. */
  public Ids ids() {
    return ids;
  }

  /** The movie's id. */
  public long id(int row) {
    return ids.at(row);
  }

  /** The row of a movie, negative if the catalogue has none of this id. */
  public int rowOf(long movieId) {
    return ids.rowOf(movieId);
  }

  /** Title without the year. */
  public String title(int row) {
    return titles[row];
  }

  /** Year of release, empty where unknown. */
  public OptionalInt year(int row) {
    return years[row] == NO_YEAR ? OptionalInt.empty() : OptionalInt.of(years[row]);
  }

  /** A short description, empty where there is none. */
  public Optional<String> overview(int row) {
    return Optional.ofNullable(overviews[row]);
  }

  /** Whether somebody gave the movie a tag. */
  public boolean isTagged(int row) {
    return tagged.get(row);
  }

  /** The movie's genres as bits: bit {@code g} stands for {@code genreNames().get(g)}. */
  public long genreBits(int row) {
    return genres[row];
  }

  /** The movie's genres by name. */
  public List<String> genres(int row) {
    return namesOf(genres[row]);
  }

  /** All genres in alphabetical order; a genre's place is its bit. */
  public List<String> genreNames() {
    return genreNames;
  }

  /** The names of a set of genres. */
  public List<String> namesOf(long bits) {
    List<String> names = new ArrayList<>(Long.bitCount(bits));
    for (long left = bits; left != 0; left &= left - 1) {
      names.add(genreNames.get(Long.numberOfTrailingZeros(left)));
    }
    return names;
  }

  /** The bit of a genre, case ignored; 0 if no movie has it. */
  public long genreBit(String name) {
    for (int genre = 0; genre < genreNames.size(); genre++) {
      if (genreNames.get(genre).equalsIgnoreCase(name)) {
        return 1L << genre;
      }
    }
    return 0;
  }

  long bytes() {
    // References, years and genres; a text takes about a byte a character and 56 bytes around it.
    long bytes = ids.bytes() + tagged.size() / Byte.SIZE + (long) size() * (8 + 4 + 8 + 8);
    for (int row = 0; row < size(); row++) {
      bytes += 56 + titles[row].length();
      bytes += overviews[row] == null ? 0 : 56 + overviews[row].length();
    }
    return bytes;
  }
}
