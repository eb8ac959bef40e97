package dev.marquee.jobs.ingest;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/**
 * Reads one CSV file in one thread and without Spark, line by line, by the same rules as the
 * ingest: for readers that need the lines in their order and hold the file in memory anyway.
 *
 * <p>A file ending in {@code .gz} is decompressed. Blank lines are skipped. What stands in a line
 * beyond the columns of its format is ignored.
 */
public final class CsvRows {
  private final Configuration hadoop;
  private final RatingRange range;

  /** A line that cannot be taken over: its number from 1, and what was found and expected. */
  public record Rejected(long line, String detail) {}

  /** Takes the rows of a rating file. */
  @FunctionalInterface
  public interface RatingRows {
    /** One row: the line's number, who rated what, in stars, and when, in seconds since 1970. */
    void accept(long line, long userId, long movieId, float rating, long timestamp);
  }

  /** Takes the rows of a movie file. */
  @FunctionalInterface
  public interface MovieRows {
    /** One row; year and overview are null where there is none, genres may be empty. */
    void accept(
        long line, long movieId, String title, Integer year, String[] genres, String overview);
  }

  /** Takes the rows of a tag file. */
  @FunctionalInterface
  public interface TagRows {
    /** One row: who gave which movie which tag, and when, in seconds since 1970. */
    void accept(long line, long userId, long movieId, String tag, long timestamp);
  }

  /** A reader that takes ratings from {@code minRating} to {@code maxRating} stars. */
  public CsvRows(Configuration hadoop, double minRating, double maxRating) {
    this.hadoop = hadoop;
    this.range = new RatingRange(minRating, maxRating);
  }

  /**
   * Reads {@code userId,movieId,rating,timestamp}.
   *
   * @return the lines that could not be taken over, in their order
   * @throws UserError if the file is missing, empty, unreadable or lacks a column
   */
  public List<Rejected> ratings(String file, RatingRows rows) {
    return read(
        file,
        CsvFormat.RATING_FILE,
        (line, values) ->
            rows.accept(
                line, (Long) values[0], (Long) values[1], (Float) values[2], (Long) values[3]));
  }

  /**
   * Reads {@code movieId,title,genres[,overview]}.
   *
   * @return the lines that could not be taken over, in their order
   * @throws UserError if the file is missing, empty, unreadable or lacks a column
   */
  public List<Rejected> movies(String file, MovieRows rows) {
    return read(
        file,
        CsvFormat.MOVIE_FILE,
        (line, values) ->
            rows.accept(
                line,
                (Long) values[0],
                (String) values[1],
                (Integer) values[2],
                (String[]) values[3],
                (String) values[4]));
  }

  /**
   * Reads {@code userId,movieId,tag,timestamp}.
   *
   * @return the lines that could not be taken over, in their order
   * @throws UserError if the file is missing, empty, unreadable or lacks a column
   */
  public List<Rejected> tags(String file, TagRows rows) {
    return read(
        file,
        CsvFormat.TAG_FILE,
        (line, values) ->
            rows.accept(
                line, (Long) values[0], (Long) values[1], (String) values[2], (Long) values[3]));
  }

  @FunctionalInterface
  private interface ValueRows {
    void accept(long line, Object[] values);
  }

  private List<Rejected> read(String file, CsvFormat format, ValueRows rows) {
    Path path = new Path(file);
    CsvHeader header = InputFile.open(hadoop, format, path).header();
    List<Rejected> rejected = new ArrayList<>();
    try (InputStream stream = InputFile.decompressed(hadoop, path);
        LineReader reader = new LineReader(stream)) {
      Text text = new Text();
      reader.readLine(text);
      for (long line = 2; reader.readLine(text) > 0; line++) {
        String raw = text.toString();
        if (raw.isBlank()) {
          continue;
        }
        Object[] values;
        try {
          values = format.values(CsvFields.parse(header, raw), range);
        } catch (RejectedRow fault) {
          rejected.add(new Rejected(line, fault.getMessage()));
          continue;
        }
        rows.accept(line, values);
      }
    } catch (IOException e) {
      throw InputFile.unreadable(path, e);
    }
    return rejected;
  }
}
