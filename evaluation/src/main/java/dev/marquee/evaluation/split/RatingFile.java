package dev.marquee.evaluation.split;

import dev.marquee.data.UserError;
import dev.marquee.jobs.ingest.CsvRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The rows of one rating file: users by id, movies by row, every user and movie at most once.
 *
 * <p>Malformed lines, repeated pairs and, where that is allowed, unknown movies are left out and
 * counted.
 */
final class RatingFile {
  /** Who rated what, to find pairs that are there twice. */
  record Pair(long userId, int movie) {}

  /** One rating: of a movie row, in stars, in seconds since 1970, from a line of the file. */
  record Rating(long userId, int movie, float rating, long timestamp, long line) {}

  private final String file;
  private final Map<Pair, Rating> ratings = new HashMap<>();
  private final InputNotes notes;

  private RatingFile(String file, InputNotes notes) {
    this.file = file;
    this.notes = notes;
  }

  /**
   * Reads a file.
   *
   * @param unknownMoviesRefused whether a movie outside the catalogue is an error, as in test
   *     ratings, where leaving it out would flatter every model
   * @param maxRejectedShare share of malformed lines, 0-1, beyond which the file is refused
   * @throws UserError if the file is missing, unreadable, without a usable row, or refused
   */
  static RatingFile read(
      CsvRows reader,
      String file,
      Catalogue catalogue,
      boolean unknownMoviesRefused,
      double maxRejectedShare,
      InputNotes notes) {
    RatingFile result = new RatingFile(file, notes);
    long[] rows = {0};
    List<CsvRows.Rejected> rejected =
        reader.ratings(
            file,
            (line, userId, movieId, rating, timestamp) -> {
              rows[0]++;
              int movie = catalogue.row(movieId);
              if (movie < 0) {
                result.unknownMovie(line, movieId, unknownMoviesRefused);
                return;
              }
              result.add(new Rating(userId, movie, rating, timestamp, line));
            });
    notes.addMalformed(file, rejected, rows[0], maxRejectedShare);
    if (result.ratings.isEmpty()) {
      throw new UserError(file + " has no usable rating, expected at least one");
    }
    return result;
  }

  /** The file's path as it was given. */
  String file() {
    return file;
  }

  /** Passes every user id on, repeated. */
  void userIds(LongConsumer consumer) {
    ratings.keySet().forEach(pair -> consumer.accept(pair.userId()));
  }

  /** The ratings in the order of their lines. */
  List<Rating> inOrder() {
    return ratings.values().stream().sorted((a, b) -> Long.compare(a.line(), b.line())).toList();
  }

  /**
   * Refuses pairs that another file has too.
   *
   * @throws UserError naming the first line of this file whose user and movie the other file has
   */
  void refuseOverlap(RatingFile other, Catalogue catalogue) {
    for (Rating rating : inOrder()) {
      Rating same = other.ratings.get(new Pair(rating.userId(), rating.movie()));
      if (same != null) {
        throw new UserError(
            "%s line %d: user %d and movie %d are in %s line %d too, expected each pair in one of them"
                .formatted(
                    file,
                    rating.line(),
                    rating.userId(),
                    catalogue.movie(rating.movie()).movieId(),
                    other.file,
                    same.line()));
      }
    }
  }

  private void unknownMovie(long line, long movieId, boolean refused) {
    if (refused) {
      throw new UserError(
          "%s line %d: movieId %d is not in the movie file, expected a movie that can be ranked"
              .formatted(file, line, movieId));
    }
    notes.add(
        file, "rating of a movie outside the movie file", "line " + line + ": movieId " + movieId);
  }

  /** Of two ratings of one movie by one user the later counts, as in the ingest. */
  private void add(Rating rating) {
    Pair pair = new Pair(rating.userId(), rating.movie());
    Rating before = ratings.get(pair);
    if (before != null) {
      notes.add(
          file,
          "rating that repeats user and movie; the later one counts",
          "line %d and line %d".formatted(before.line(), rating.line()));
    }
    if (before == null || rating.timestamp() >= before.timestamp()) {
      ratings.put(pair, rating);
    }
  }
}
