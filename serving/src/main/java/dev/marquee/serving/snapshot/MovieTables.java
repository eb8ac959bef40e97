package dev.marquee.serving.snapshot;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the tables with one row, or one list, a movie. Files are read before the catalogue is asked
 * for, so that it may still be on its way.
 */
final class MovieTables {
  private final SnapshotDirectory snapshot;
  private final Configuration hadoop;

  MovieTables(SnapshotDirectory snapshot, Configuration hadoop) {
    this.snapshot = snapshot;
    this.hadoop = hadoop;
  }

  private ParquetTable read(Table table, String... columns) {
    return ParquetTable.read(snapshot, table, hadoop, columns);
  }

  /** The catalogue, sorted by id. */
  Movies movies() {
    Tables.Movies names = Tables.MOVIES;
    ParquetTable table =
        read(names, names.movieId, names.title, names.year, names.genres, names.overview);
    long[] fileIds = table.longs(names.movieId);
    Ids ids = Keys.distinct(fileIds);
    int[] places = Keys.onePerRow(ids, fileIds, table, names.movieId);
    String[] genreNames = table.strings(names.genres);
    TreeSet<String> allGenres = new TreeSet<>(Arrays.asList(genreNames));
    if (allGenres.size() > Movies.MAX_GENRES) {
      throw table.fault(
          names.genres,
          "%d genres, expected at most %d".formatted(allGenres.size(), Movies.MAX_GENRES));
    }
    String[] sortedGenres = allGenres.toArray(String[]::new);
    String[] fileTitles = table.strings(names.title);
    String[] fileOverviews = table.strings(names.overview);
    int[] fileYears = table.ints(names.year);
    int[] offsets = table.offsets(names.genres);
    String[] titles = new String[ids.size()];
    String[] overviews = new String[ids.size()];
    int[] years = new int[ids.size()];
    long[] genres = new long[ids.size()];
    for (int row = 0; row < table.rows(); row++) {
      int movie = places[row];
      titles[movie] = fileTitles[row];
      overviews[movie] = fileOverviews[row];
      years[movie] = fileYears[row];
      for (int i = offsets[row]; i < offsets[row + 1]; i++) {
        genres[movie] |= 1L << Arrays.binarySearch(sortedGenres, genreNames[i]);
      }
    }
    return new Movies(
        ids, titles, years, genres, overviews, tagged(ids), Arrays.asList(sortedGenres));
  }

  private BitSet tagged(Ids movies) {
    Tables.Tags names = Tables.TAGS;
    ParquetTable table = read(names, names.movieId);
    BitSet tagged = new BitSet(movies.size());
    for (int row : Keys.rows(movies, table.longs(names.movieId), table, names.movieId)) {
      tagged.set(row);
    }
    return tagged;
  }

  /** The sentence embeddings. */
  DenseVectors embeddings(Supplier<Movies> catalogue) {
    Tables.MovieEmbeddings names = Tables.MOVIE_EMBEDDINGS;
    ParquetTable table = read(names, names.movieId, names.embedding);
    Movies movies = catalogue.get();
    int[] places = places(table, names.movieId, movies);
    return Keys.vectors(table, names.embedding, places, movies.size());
  }

  /** The TF-IDF vectors. */
  SparseVectors tfidf(Supplier<Movies> catalogue) {
    Tables.MovieTfidf names = Tables.MOVIE_TFIDF;
    ParquetTable table = read(names, names.movieId, names.indices, names.values);
    Movies movies = catalogue.get();
    int[] places = places(table, names.movieId, movies);
    int[] offsets = table.offsets(names.indices);
    if (!Arrays.equals(offsets, table.offsets(names.values))) {
      throw table.fault(names.values, "not as long as indices in every row");
    }
    int[] indices = table.ints(names.indices);
    float[] values = table.floats(names.values);
    int[] sortedOffsets = Keys.sortedOffsets(offsets, places);
    int[] sortedIndices = new int[indices.length];
    float[] sortedValues = new float[values.length];
    for (int row = 0; row < table.rows(); row++) {
      int length = offsets[row + 1] - offsets[row];
      int to = sortedOffsets[places[row]];
      System.arraycopy(indices, offsets[row], sortedIndices, to, length);
      System.arraycopy(values, offsets[row], sortedValues, to, length);
    }
    return checked(table, () -> new SparseVectors(sortedOffsets, sortedIndices, sortedValues));
  }

  /** The similar movies. */
  RankedLists similar(Supplier<Movies> catalogue) {
    Tables.SimilarMovies names = Tables.SIMILAR_MOVIES;
    ParquetTable table =
        ParquetTable.read(
            snapshot,
            names,
            hadoop,
            Integer.MAX_VALUE,
            Map.of(names.movieId, size -> new IdRunsSink()),
            names.movieId,
            names.rank,
            names.similarMovieId,
            names.score);
    Ids ids = catalogue.get().ids();
    Runs runs = table.runs(names.movieId);
    var unused = Keys.rows(ids, runs.ids(), table, names.movieId);
    return Keys.rankedLists(
        table,
        runs,
        ids,
        table.ints(names.rank),
        Keys.rows(ids, table.longs(names.similarMovieId), table, names.similarMovieId),
        table.floats(names.score));
  }

  /** The popularity figures. */
  Popularity popularity(Supplier<Movies> catalogue) {
    Tables.MoviePopularity names = Tables.MOVIE_POPULARITY;
    ParquetTable table =
        read(names, names.movieId, names.ratingCount, names.meanRating, names.trend, names.score);
    Movies movies = catalogue.get();
    int[] places = places(table, names.movieId, movies);
    long[] fileCounts = table.longs(names.ratingCount);
    long[] counts = new long[movies.size()];
    for (int row = 0; row < places.length; row++) {
      counts[places[row]] = fileCounts[row];
    }
    return new Popularity(
        counts,
        Keys.sorted(table.floats(names.meanRating), places),
        Keys.sorted(table.floats(names.trend), places),
        Keys.sorted(table.floats(names.score), places));
  }

  /** The movies' side of the NCF model. */
  record Factors(DenseVectors gmf, DenseVectors mlp, DenseVectors history) {}

  /** The movies' vectors. */
  Factors factors(Supplier<Movies> catalogue) {
    Tables.MovieFactors names = Tables.MOVIE_FACTORS;
    ParquetTable table = read(names, names.movieId, names.gmf, names.mlp, names.history);
    Movies movies = catalogue.get();
    int[] places = places(table, names.movieId, movies);
    return new Factors(
        Keys.vectors(table, names.gmf, places, movies.size()),
        Keys.vectorsOrNone(table, names.mlp, places, movies.size()),
        Keys.vectors(table, names.history, places, movies.size()));
  }

  private static int[] places(ParquetTable table, String column, Movies movies) {
    return Keys.onePerRow(movies.ids(), table.longs(column), table, column);
  }

  /** Turns a constructor's refusal into an error that names the table. */
  static <T> T checked(ParquetTable table, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      UserError fault = table.fault(e.getMessage());
      fault.addSuppressed(e);
      throw fault;
    }
  }
}
