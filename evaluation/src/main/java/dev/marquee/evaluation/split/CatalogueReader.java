package dev.marquee.evaluation.split;

import dev.marquee.data.UserError;
import dev.marquee.jobs.ingest.CsvRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the movies and their tags; what is left out is counted. */
final class CatalogueReader {
  private final CsvRows reader;
  private final double maxRejectedShare;
  private final InputNotes notes;

  CatalogueReader(CsvRows reader, double maxRejectedShare, InputNotes notes) {
    this.reader = reader;
    this.maxRejectedShare = maxRejectedShare;
    this.notes = notes;
  }

  /**
   * Reads the catalogue, movies in the order of their file.
   *
   * @throws UserError if a file is missing, has no usable movie or too many malformed lines
   */
  Catalogue read(CatalogueFiles files) {
    Map<Long, Catalogue.Movie> movies = movies(files.movies());
    if (files.tags() != null) {
      addTags(movies, files.tags());
    }
    return new Catalogue(new ArrayList<>(movies.values()));
  }

  private Map<Long, Catalogue.Movie> movies(String file) {
    Map<Long, Catalogue.Movie> movies = new LinkedHashMap<>();
    long[] rows = {0};
    List<CsvRows.Rejected> rejected =
        reader.movies(
            file,
            (line, movieId, title, year, genres, overview) -> {
              rows[0]++;
              Catalogue.Movie movie =
                  new Catalogue.Movie(movieId, title, year, List.of(genres), overview, Map.of());
              if (movies.putIfAbsent(movieId, movie) != null) {
                notes.add(
                    file,
                    "repeated movie; the first counts",
                    "line " + line + ": movieId " + movieId);
              }
            });
    notes.addMalformed(file, rejected, rows[0], maxRejectedShare);
    if (movies.isEmpty()) {
      throw new UserError(file + " has no usable movie, expected at least one");
    }
    return movies;
  }

  private void addTags(Map<Long, Catalogue.Movie> movies, String file) {
    Map<Long, Map<String, Long>> tags = new HashMap<>();
    long[] rows = {0};
    List<CsvRows.Rejected> rejected =
        reader.tags(
            file,
            (line, userId, movieId, tag, timestamp) -> {
              rows[0]++;
              if (movies.containsKey(movieId)) {
                tags.computeIfAbsent(movieId, id -> new HashMap<>()).merge(tag, 1L, Long::sum);
              } else {
                notes.add(
                    file,
                    "tag of a movie outside the movie file",
                    "line " + line + ": movieId " + movieId);
              }
            });
    notes.addMalformed(file, rejected, rows[0], maxRejectedShare);
    tags.forEach(
        (movieId, counts) -> movies.computeIfPresent(movieId, (id, movie) -> movie.tagged(counts)));
  }
}
