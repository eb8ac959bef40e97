package dev.marquee.evaluation.run;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.split.Catalogue;
import dev.marquee.evaluation.split.Interactions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Ratings as the nightly job reads them: {@code userId,movieId,rating,timestamp}. */
final class RatingsCsv {
  private RatingsCsv() {}

  /**
   * Writes all ratings, by user, oldest first.
   *
   * @param userIds ids of the user rows
   */
  static void write(
      Path file, long[] userIds, Interactions ratings, Catalogue catalogue, Configuration hadoop) {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                file.getFileSystem(hadoop).create(file, true), StandardCharsets.UTF_8))) {
      out.write("userId,movieId,rating,timestamp\n");
      for (int user = 0; user < userIds.length; user++) {
        for (int entry = ratings.start(user); entry < ratings.end(user); entry++) {
          out.write(Long.toString(userIds[user]));
          out.write(',');
          out.write(Long.toString(catalogue.movie(ratings.movie(entry)).movieId()));
          out.write(',');
          out.write(Float.toString(ratings.rating(entry)));
          out.write(',');
          out.write(Long.toString(ratings.timestamp(entry)));
          out.write('\n');
        }
      }
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
