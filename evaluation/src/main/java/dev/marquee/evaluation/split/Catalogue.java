package dev.marquee.evaluation.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The movies that can be recommended, in the order of the movie file. Movie rows, from 0, name them
 * everywhere in the evaluation; movie ids only where files are read and written.
 */
public final class Catalogue {
  private final List<Movie> movies;
  private final Map<Long, Integer> rows = new HashMap<>();
  private final List<String> genres;
  private final int[][] genresOfMovie;

  /**
   * One movie.
   *
   * @param movieId its id in the files
   * @param title without the year
   * @param year of release, or null
   * @param genres each once, may be empty
   * @param overview a short description, or null
   * @param tagCounts how often users gave it each tag
   */
  public record Movie(
      long movieId,
      String title,
      Integer year,
      List<String> genres,
      String overview,
      Map<String, Long> tagCounts) {
    /** Takes copies of the collections. */
    public Movie {
      genres = List.copyOf(genres);
      tagCounts = Map.copyOf(tagCounts);
    }

    /** The same movie with these tags. */
    Movie tagged(Map<String, Long> counts) {
      return new Movie(movieId, title, year, genres, overview, counts);
    }
  }

  /** A catalogue of movies whose ids differ. */
  public Catalogue(List<Movie> movies) {
    this.movies = List.copyOf(movies);
    Map<String, Integer> genreRows = new LinkedHashMap<>();
    genresOfMovie = new int[movies.size()][];
    for (int row = 0; row < movies.size(); row++) {
      Movie movie = movies.get(row);
      if (rows.put(movie.movieId(), row) != null) {
        throw new IllegalArgumentException("movieId " + movie.movieId() + " is there twice");
      }
      int[] genreRowsOfMovie = new int[movie.genres().size()];
      for (int i = 0; i < genreRowsOfMovie.length; i++) {
        genreRowsOfMovie[i] =
            genreRows.computeIfAbsent(movie.genres().get(i), name -> genreRows.size());
      }
      genresOfMovie[row] = genreRowsOfMovie;
    }
    genres = List.copyOf(new ArrayList<>(genreRows.keySet()));
  }

  /** Number of movies. */
  public int size() {
    return movies.size();
  }

  /** The movie of a row. */
  public Movie movie(int row) {
    return movies.get(row);
  }

  /** The row of a movie id, or -1 where the catalogue does not have it. */
  public int row(long movieId) {
    return rows.getOrDefault(movieId, -1);
  }

  /** The names of all genres, in the order in which they first appear. */
  public List<String> genres() {
    return genres;
  }

  /** Positions in {@link #genres} of a movie's genres; readers leave the array as it is. */
  public int[] genres(int row) {
    return genresOfMovie[row];
  }
}
